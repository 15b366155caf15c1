//! What the app says back: that something was done, that something failed, and how to go on.

pub mod load_failed;
pub mod page_part;
pub mod toasts;
pub mod words;

pub use load_failed::LoadFailed;
pub use page_part::{ComingPage, DrawPage, PagePart};
pub use toasts::{ToastAction, ToastRegion, Toasts, provide_toasts, use_toasts};
