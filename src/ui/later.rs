//! Parts of an app that a browser loads only once they are needed.
//!
//! To split a part off: a function that draws its pieces, `split_off!` for it, and a [`Later`] that keeps it. All that
//! is used by that function alone becomes a file of its own. What only parts look like is loaded
//! with the first of them: the sheets behind the word in `index.html`. Without the feature `split`, as in tests,
//! everything is one file and the part is there at once.

use leptos::prelude::*;
use leptos::task::spawn_local;

/// A part that could not be loaded: the network is gone, or the server has a newer app by now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLoaded;

#[cfg(any(feature = "split", feature = "split-landing"))]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// A part of the app, known by the functions that draw its pieces.
#[derive(Clone, Copy)]
pub struct Later<P: 'static> {
    part: RwSignal<Option<Result<P, NotLoaded>>>,
    is_loading: StoredValue<bool>,
}

impl<P: Copy + Send + Sync + 'static> Later<P> {
    /// A part of which nothing is loaded yet.
    pub fn new() -> Self {
        Self { part: RwSignal::new(None), is_loading: StoredValue::new(false) }
    }

    /// What has become of the part: nothing yet, or why nothing.
    pub fn get(self) -> Option<Result<P, NotLoaded>> {
        self.part.get()
    }

    /// Loads the part by `load`, unless it is there or on its way.
    pub fn load<F>(self, load: fn() -> F)
    where
        F: Future<Output = Result<P, NotLoaded>> + 'static,
    {
        if self.is_loading.get_value() || matches!(&*self.part.read_untracked(), Some(Ok(_))) {
            return;
        }
        self.is_loading.set_value(true);
        spawn_local(async move {
            let part = load().await;
            // The page that wanted it may be gone.
            self.is_loading.try_set_value(false);
            self.part.try_set(Some(part));
        });
    }
}

impl<P: Copy + Send + Sync + 'static> Default for Later<P> {
    fn default() -> Self {
        Self::new()
    }
}

/// Defines `load`, which loads a part of the app and answers with `$value`, of the type `$part`. The part's file is called
/// after `$name`. A part of another program than the signed-in one names the feature that splits it.
macro_rules! split_off {
    ($name:ident, $part:ty, $value:expr) => {
        $crate::ui::split_off!("split": $name, $part, $value);
    };
    ($feature:tt: $name:ident, $part:ty, $value:expr) => {
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
