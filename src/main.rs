//! Starts the app in the document that the server sent.

use staffroom::app::App;
use staffroom::ui::dom;

fn main() {
    dom::start(App);
}
