//! How large a spec may be: everything that is read is bounded, and says so when it is not.

/// The bounds of one reading. The defaults let every published spec known to us pass.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The size of a file, in bytes. Default: 128 MiB.
    pub file_size: u64,
    /// The size of all files of a spec together, in bytes. Default: 256 MiB.
    pub total_size: u64,
    /// How many files a spec may consist of. Default: 1,000.
    pub files: usize,
    /// How deep values may be nested. Default: 128, at most 128.
    pub nesting: usize,
    /// How many codes an API may have. Default: 20,000.
    pub codes: usize,
    /// How many codes the operations may document, over all of their error responses together. Default: 4,000,000.
    pub documented: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 128 << 20,
            total_size: 256 << 20,
            files: 1_000,
            nesting: 128,
            codes: 20_000,
            documented: 4_000_000,
        }
    }
}
