//! Where the keyboard goes when what it acts upon goes away.

use crate::ui::dom;
use leptos::prelude::*;

/// Moves the keyboard to the heading if it is at what is being drawn here, and that goes away. Whoever has gone on to
/// another place stays there, and whoever has not been anywhere keeps what they see.
pub(super) fn give_back_to_heading() {
    on_cleanup(|| {
        // What goes is still in the document here; a frame later it is gone.
        if dom::is_focus_lost() {
            return;
        }
        request_animation_frame(|| {
            if dom::is_focus_lost() {
                dom::focus_heading();
            }
        });
    });
}
