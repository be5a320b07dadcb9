use errbook_spec::*;
fn main() {
    let mut o = Options::default();
    let mut args = std::env::args().skip(1);
    let spec = args.next().unwrap();
    o.code_paths = args.collect();
    match read(spec.as_ref(), &o) {
        Err(r) => {
            eprintln!("{r}");
            std::process::exit(2)
        }
        Ok(r) => {
            if let Some(w) = r.warnings() {
                eprintln!("{w}");
            }
            let c = r.catalog();
            println!("{:?} {:?} {:?}", c.api, c.code_paths, r.files());
            for c in &c.codes {
                println!(
                    "{} {} {:?} {:?} {:?} open={} {:?}",
                    c.wire, c.ident, c.status, c.statuses, c.channel, c.open, c.description
                );
            }
            for s in &c.statuses {
                println!(
                    "{} {} codes {} uncoded {}",
                    s.key,
                    s.ident,
                    s.codes.len(),
                    s.uncoded
                );
            }
        }
    }
}
