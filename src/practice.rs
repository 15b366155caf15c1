//! Whose app this is, as far as the document says: before anybody is signed in.

use crate::ui::dom;

/// The product's name, where the practice's is not known.
pub const PRODUCT: &str = "Staffroom";

/// The practice's name, which the server writes into the document; the product's where it could not.
pub fn name() -> String {
    dom::meta("staffroom-practice").filter(|name| !name.is_empty()).unwrap_or_else(|| PRODUCT.to_owned())
}
