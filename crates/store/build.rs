//! Has a new migration seen: without this, Cargo rebuilds only for those that were there before.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
