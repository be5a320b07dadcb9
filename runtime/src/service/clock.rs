//! A time as it stands in a body: RFC 3339 in UTC with milliseconds, digit by digit.

use std::time::{SystemTime, UNIX_EPOCH};

const DAY: u64 = 86_400;
/// The first second of the year 10000, which has five digits.
const END: u64 = 253_402_300_800;

/// `2026-11-21T12:00:00.000Z`; nothing before 1970, or behind the year 9999.
pub(super) fn rfc3339(time: SystemTime) -> Option<[u8; 24]> {
    let since = time.duration_since(UNIX_EPOCH).ok().filter(|since| since.as_secs() < END)?;
    let (days, second) = (since.as_secs() / DAY, since.as_secs() % DAY);
    let [year, month, day] = date(days);
    let [[y1, y2], [y3, y4]] = [digits(year / 100), digits(year % 100)];
    let [[m1, m2], [d1, d2]] = [digits(month), digits(day)];
    let [[h1, h2], [n1, n2], [s1, s2]] = [digits(second / 3_600), digits(second / 60 % 60), digits(second % 60)];
    let [t1, t2, t3] = digits(since.subsec_millis().into());
    Some([y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2, b'.', t1, t2, t3, b'Z'])
}

/// The last so many digits.
fn digits<const N: usize>(mut number: u64) -> [u8; N] {
    let mut digits = [0; N];
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
    digits
}

/// Year, month and day, so many days after 1970 began. Years begin in March here, so that a leap day is the last one.
fn date(days: u64) -> [u64; 3] {
    const ERA: u64 = 146_097;
    /// From the first of March of the year 0 to 1970.
    const BEFORE: u64 = 719_468;
    let (era, day_of_era) = ((days + BEFORE) / ERA, (days + BEFORE) % ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    [era * 400 + year_of_era + next, month, day]
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn times_are_what_the_library_makes_of_them() {
        let is_same = |since: Duration| {
            let time = UNIX_EPOCH + since;
            let text = rfc3339(time).map(|text| String::from_utf8_lossy(&text).into_owned());
            assert_eq!(text, Some(humantime::format_rfc3339_millis(time).to_string()));
        };
        for day in (0..END / DAY).step_by(7) {
            is_same(Duration::from_millis((day * DAY + day % DAY) * 1_000 + day % 1_000));
        }
        is_same(Duration::from_millis(END * 1_000 - 1));
        assert_eq!(rfc3339(UNIX_EPOCH + Duration::from_secs(END)), None);
        assert_eq!(rfc3339(UNIX_EPOCH - Duration::from_secs(1)), None);
    }
}
