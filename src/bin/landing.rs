//! Starts the landing pages of links in the document that the server sent.

use staffroom::landing::Landing;
use staffroom::ui::dom;

fn main() {
    dom::start(Landing);
}
