//! Parts of an app that a browser loads only once they are needed.
//!
//! To split a part off: a function that draws its pieces, `split_off!` for it, and a [`Later`] that keeps it. All that
//! is used by that function alone becomes a file of its own. What only parts look like is loaded
//! with the first of them: the sheets behind the word in `index.html`. Without the feature of the program, as in tests,
//! everything is one file and the part is there at once.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::any::Any;
use std::marker::PhantomData;
use std::pin::Pin;

/// A part that could not be loaded: the network is gone, or the server has a newer app by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(any(feature = "split-app", feature = "split-landing"))]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// A part of the app, known by the functions that draw its pieces.
///
/// A signal of each part's own type would be as much code as many a part, so that what is known of a part and the part
/// itself are kept apart.
pub struct Later<P> {
    known: Known,
    kind: PhantomData<fn() -> P>,
}

impl<P> Clone for Later<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Later<P> {}

/// What is known of a part of any type.
#[derive(Clone, Copy)]
struct Known {
    part: StoredValue<Option<Box<dyn Any + Send + Sync>>>,
    is_loading: StoredValue<bool>,
    is_there: RwSignal<bool>,
    has_failed: RwSignal<bool>,
}

/// A part on its way.
type Coming = Pin<Box<dyn Future<Output = Option<Box<dyn Any + Send + Sync>>>>>;

impl<P: Copy + Send + Sync + 'static> Later<P> {
    /// A part of which nothing is loaded yet.
    pub fn new() -> Self {
        Self { known: Known::nothing(), kind: PhantomData }
    }

    /// What has become of the part: nothing yet, or why nothing.
    pub fn get(self) -> Option<Result<P, NotLoaded>> {
        if self.known.is_there.get() {
            let part = self
                .known
                .part
                .with_value(|part| part.as_ref().and_then(|part| part.downcast_ref().copied()));
            part.map(Ok)
        } else {
            self.known.has_failed.get().then_some(Err(NotLoaded))
        }
    }

    /// Loads the part by `load`, unless it is there or on its way.
    pub fn load<F>(self, load: fn() -> F)
    where
        F: Future<Output = Result<P, NotLoaded>> + 'static,
    {
        self.known.load(&move || {
            let coming = load();
            Box::pin(async move { coming.await.ok().map(|part| Box::new(part) as _) })
        });
    }
}

impl Known {
    fn nothing() -> Self {
        Self {
            part: StoredValue::new(None),
            is_loading: StoredValue::new(false),
            is_there: RwSignal::new(false),
            has_failed: RwSignal::new(false),
        }
    }

    fn load(self, load: &dyn Fn() -> Coming) {
        if self.is_loading.get_value() || self.is_there.get_untracked() {
            return;
        }
        self.is_loading.set_value(true);
        let coming = load();
        spawn_local(async move {
            let part = coming.await;
            // The page that wanted it may be gone.
            let is_there = part.is_some();
            self.part.try_set_value(part);
            self.is_loading.try_set_value(false);
            self.has_failed.try_set(!is_there);
            self.is_there.try_set(is_there);
        });
    }
}

impl<P: Copy + Send + Sync + 'static> Default for Later<P> {
    fn default() -> Self {
        Self::new()
    }
}

/// Defines `load`, which loads a part of the app and answers with `$value`, of the type `$part`. The part's file is
/// called after `$name`. `$feature` is that of the program whose part it is.
macro_rules! split_off {
    ($feature:literal, $name:ident, $part:ty, $value:expr) => {
        #[cfg(feature = $feature)]
        #[leptos::wasm_split::wasm_split($name, wasm_split_path = leptos::wasm_split, fallible)]
        fn load() -> Result<$part, $crate::ui::NotLoaded> {
            Ok($value)
        }

        #[cfg(not(feature = $feature))]
        async fn load() -> Result<$part, $crate::ui::NotLoaded> {
            Ok($value)
        }
    };
}
pub(crate) use split_off;
