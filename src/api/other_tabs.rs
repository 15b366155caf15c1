//! Turns that all tabs of one browser take: they share the cookie.

use futures_channel::oneshot::channel;
use js_sys::{Function, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The name under which the tabs ask for their turn.
const LOCK: &str = "staffroom-cookie";

/// Does `act` while no other tab does such an act. A tab that is closed is waited for no longer, and a browser that
/// knows no such turns (Web Locks API, W3C) lets it be done at once.
pub(super) async fn alone<T>(act: impl Future<Output = T>) -> T {
    let _turn = turn().await;
    act.await
}

/// A turn, which ends when it is dropped.
struct Turn(Function);

impl Drop for Turn {
    fn drop(&mut self) {
        // A promise can always be kept.
        let _ = self.0.call0(&JsValue::NULL);
    }
}

async fn turn() -> Option<Turn> {
    let (began, begins) = channel();
    // Whichever of the two closures is called, the waiting ends.
    let began = Rc::new(Cell::new(Some(began)));
    let unused = Rc::clone(&began);
    let hold = Closure::once_into_js(move |_: JsValue| {
        // The turn lasts until this promise is kept.
        Promise::new(&mut |end, _| {
            if let Some(began) = began.take() {
                let _ = began.send(Turn(end));
            }
        })
    });
    let give_up = Closure::<dyn FnMut(JsValue)>::new(move |_| drop(unused.take()));
    let _ = ask(&hold)?.unchecked_into::<Promise>().catch(&give_up);
    begins.await.ok()
}

/// `navigator.locks.request`, which `web-sys` does not count as settled yet.
fn ask(hold: &JsValue) -> Option<JsValue> {
    let member = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let locks = member(&member(&js_sys::global(), "navigator")?, "locks").filter(JsValue::is_object)?;
    let request: Function = member(&locks, "request")?.dyn_into().ok()?;
    request.call2(&locks, &LOCK.into(), hold).ok()
}
