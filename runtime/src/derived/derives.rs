//! Which of the usual traits a type has: an enum of codes has to have some that its user derives.

use std::fmt::Debug;
use std::marker::PhantomData;

use super::sentence::Sentence;

/// A type of which is asked what it has.
#[derive(Debug)]
pub struct Has<T>(PhantomData<T>);

/// What a type has not; constants of the same name, of what it has, go before.
pub trait HasNot {
    /// Whether it is `Clone`.
    const CLONE: bool = false;
    /// Whether it is `Copy`.
    const COPY: bool = false;
    /// Whether it is `Debug`.
    const DEBUG: bool = false;
    /// Whether it is `PartialEq`.
    const PARTIAL_EQ: bool = false;
    /// Whether it is `Eq`.
    const EQ: bool = false;
}

impl<T> HasNot for Has<T> {}

impl<T: Clone> Has<T> {
    /// It is `Clone`.
    pub const CLONE: bool = true;
}

impl<T: Copy> Has<T> {
    /// It is `Copy`.
    pub const COPY: bool = true;
}

impl<T: Debug> Has<T> {
    /// It is `Debug`.
    pub const DEBUG: bool = true;
}

impl<T: PartialEq> Has<T> {
    /// It is `PartialEq`.
    pub const PARTIAL_EQ: bool = true;
}

impl<T: Eq> Has<T> {
    /// It is `Eq`.
    pub const EQ: bool = true;
}

/// That an enum of codes is `Copy`, `Eq` and `Debug`, told whether it is `Clone`, `Copy`, `Debug`, `PartialEq` and `Eq`.
#[track_caller]
pub const fn check_derives(type_name: &str, has: [bool; 5]) {
    const NAMES: [&str; 5] = ["Clone", "Copy", "Debug", "PartialEq", "Eq"];
    let mut missing = Sentence::new("");
    let (mut found, mut position) = (0, 0);
    while position < NAMES.len() {
        if !has[position] {
            missing = missing.comma(found).then(NAMES[position]);
            found += 1;
        }
        position += 1;
    }
    if found > 0 {
        let sentence = Sentence::new("error codes are `Copy`, `Eq` and `Debug`: add `#[derive(").and(&missing);
        sentence.then(")]` to ").name(type_name).fail();
    }
}
