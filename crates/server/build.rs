//! Builds the server anew when the app that it carries inside was built anew.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A debug build reads the app from the disk when it starts, and has no reason to be built again for it.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../../target/app");
    }
}
