//! A labelled field in which one types what to look for, and chooses one of what was found.

use super::{FieldIds, FormProblems, error_view, words};
use crate::ui::dom;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;

/// What a search for something to choose has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choices {
    /// It is on its way, or nobody has searched yet.
    #[default]
    Looking,
    /// Key and words of each that was found.
    Found(Vec<(String, String)>),
    /// It did not come, and what to do about it.
    Failed(String),
}

impl Choices {
    fn len(&self) -> usize {
        if let Self::Found(found) = self { found.len() } else { 0 }
    }

    fn get(&self, at: usize) -> Option<&(String, String)> {
        if let Self::Found(found) = self { found.get(at) } else { None }
    }

    /// The one that has these words, in whatever case they are typed.
    fn named(&self, typed: &str) -> Option<usize> {
        let Self::Found(found) = self else { return None };
        let typed = typed.trim().to_lowercase();
        found.iter().position(|(_, words)| words.to_lowercase() == typed)
    }
}

/// What is typed and chosen in a combobox.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// The key of what is chosen; as long as nothing is, what is typed, which is nobody's key.
    pub key: RwSignal<String>,
    /// What stands in the field: the words of what is chosen, or what is typed.
    pub words: RwSignal<String>,
}

impl Chosen {
    /// Nothing yet, in a field whose key is kept elsewhere as well.
    pub fn new(key: RwSignal<String>, words: String) -> Self {
        Self { key, words: RwSignal::new(words) }
    }

    fn is_made(self) -> bool {
        *self.key.read_untracked() != *self.words.read_untracked()
    }

    fn put(self, key: &str, words: &str) {
        self.key.set(key.to_owned());
        self.words.set(words.to_owned());
    }
}

/// The list of a combobox: whether it is open, and which of its lines is marked.
#[derive(Clone, Copy)]
struct List {
    chosen: Chosen,
    choices: Signal<Choices>,
    on_search: Callback<String>,
    is_open: RwSignal<bool>,
    marked: RwSignal<Option<usize>>,
}

impl List {
    /// Opens it with everything that there is, or with what fits what is typed.
    fn open(self) {
        if !self.is_open.get_untracked() {
            self.is_open.set(true);
            let typed = if self.chosen.is_made() { String::new() } else { self.chosen.words.get_untracked() };
            self.on_search.run(typed);
        }
    }

    fn close(self) {
        self.is_open.set(false);
        self.marked.set(None);
    }

    fn look(self, typed: String) {
        self.chosen.put(&typed, &typed);
        self.marked.set(None);
        self.is_open.set(true);
        self.on_search.run(typed);
    }

    fn choose(self, at: usize) {
        let choice = self.choices.with_untracked(|choices| choices.get(at).cloned());
        if let Some((key, words)) = choice {
            self.chosen.put(&key, &words);
        }
        self.close();
    }

    /// Marks the line below or above, round and round.
    fn step(self, forwards: bool) {
        let was_open = self.is_open.get_untracked();
        self.open();
        let len = self.choices.with_untracked(Choices::len);
        let marked = self.marked.get_untracked().filter(|_| was_open);
        self.marked.set(match (marked, forwards) {
            (None, true) => Some(0),
            (None, false) => len.checked_sub(1),
            (Some(at), true) => Some((at + 1) % len.max(1)),
            (Some(at), false) => Some(at.checked_sub(1).unwrap_or(len.saturating_sub(1))),
        });
    }

    /// Somebody goes on to another field. Words that were typed whole are as good as chosen.
    fn leave(self) {
        if !self.chosen.is_made() {
            let typed = self.chosen.words.get_untracked();
            let named = self.choices.with_untracked(|choices| choices.named(&typed));
            if let Some(at) = named {
                self.choose(at);
            }
        }
        self.close();
    }

    /// Whether the key was for the list, and not for the form around it.
    fn takes(self, key: &str) -> bool {
        let is_open = self.is_open.get_untracked();
        match (key, self.marked.get_untracked()) {
            ("ArrowDown", _) => self.step(true),
            ("ArrowUp", _) => self.step(false),
            ("Enter", Some(at)) if is_open => self.choose(at),
            ("Enter" | "Escape", _) if is_open => self.close(),
            ("Tab", Some(at)) if is_open => {
                self.choose(at);
                return false;
            }
            _ => return false,
        }
        true
    }
}

/// A labelled combobox with its hint and its problem, wired like a text field.
///
/// The keyboard stays in the input: the arrow keys mark a line of the list, Enter or Tab take it, Escape closes the
/// list. A screen reader hears the marked line, and how many there are (ARIA Authoring Practices, "Editable Combobox
/// With List Autocomplete").
#[component]
pub fn ComboboxField(
    /// Its label, word for word its accessible name.
    #[prop(into)]
    label: String,
    /// Its name in the request, one of `contract::field::name`.
    field: &'static str,
    /// What is chosen.
    chosen: Chosen,
    /// What the search has come to.
    #[prop(into)]
    choices: Signal<Choices>,
    /// Looks for what fits this; the empty text for everything.
    on_search: Callback<String>,
    /// The problems of its form.
    problems: FormProblems,
    /// What to know before typing.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
) -> impl IntoView {
    let (ids, problem) = FieldIds::known(problems, field, &label);
    let description = {
        let ids = ids.clone();
        move || ids.description(hint.read().is_some(), problem.read().is_some())
    };
    let list =
        List { chosen, choices, on_search, is_open: RwSignal::new(false), marked: RwSignal::new(None) };
    let list_id = format!("{}-list", ids.control);
    let marked_id = {
        let list_id = list_id.clone();
        move || {
            let at = list.marked.get().filter(|at| list.is_open.get() && *at < list.choices.read().len())?;
            Some(option_id(&list_id, at))
        }
    };
    let shown_list = list_id.clone();
    Effect::new(move || {
        // A list at the foot of a form opens out of sight.
        if list.is_open.get() && list.choices.read().len() > 0 {
            dom::reveal_soon(shown_list.clone());
        }
    });
    let show_marked = marked_id.clone();
    Effect::new(move || {
        if let Some(id) = show_marked() {
            dom::reveal_soon(id);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        if !event.is_composing() && list.takes(&event.key()) {
            event.prevent_default();
            // A dialog around it would take Escape as well.
            event.stop_propagation();
        }
    };
    let on_leave = move |_: FocusEvent| list.leave();
    let hint_id = ids.hint.clone();
    view! {
        <div class="field combobox">
            <label class="field__label" for=ids.control.clone()>
                {label.clone()}
            </label>
            {move || hint.get().map(|hint| view! { <p id=hint_id.clone() class="field__hint">{hint}</p> })}
            {
                let ids = ids.clone();
                move || problem.get().map(|problem| error_view(ids.error.clone(), problem))
            }
            <div class="field__control combobox__control">
                <input
                    id=ids.control.clone()
                    class="field__input combobox__input"
                    type="text"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-controls=list_id.clone()
                    aria-expanded=move || list.is_open.get().to_string()
                    aria-activedescendant=marked_id
                    aria-invalid=move || problem.read().is_some().then_some("true")
                    aria-describedby=description
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=chosen.words
                    on:input:target=move |event| list.look(event.target().value())
                    on:keydown=on_key
                    on:click=move |_| list.open()
                    on:blur=on_leave
                />
                <ListBox id=list_id label list />
            </div>
            <p class="visually-hidden" role="status">
                {move || list.is_open.get().then(|| words::choices(&list.choices.read()))}
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn ListBox(id: String, label: String, list: List) -> impl IntoView {
    let lines = {
        let id = id.clone();
        move || match list.choices.get() {
            Choices::Looking => None,
            Choices::Found(found) if found.is_empty() => Some(said(words::NOTHING_FITS.to_owned())),
            Choices::Found(found) => {
                let line = |(at, (key, words))| option(list, &id, at, key, words);
                Some(found.into_iter().enumerate().map(line).collect_view().into_any())
            }
            Choices::Failed(what_helps) => Some(said(what_helps)),
        }
    };
    view! {
        <ul
            id=id
            class="combobox__list"
            role="listbox"
            aria-label=label
            hidden=move || !list.is_open.get() || *list.choices.read() == Choices::Looking
        >
            {lines}
        </ul>
    }
}

fn option(list: List, list_id: &str, at: usize, key: String, words: String) -> impl IntoView + use<> {
    view! {
        <li
            id=option_id(list_id, at)
            class="combobox__option"
            role="option"
            aria-selected=move || (list.marked.get() == Some(at)).to_string()
            data-chosen=move || (*list.chosen.key.read() == key).then_some("")
            // The keyboard stays in the input.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| list.choose(at)
        >
            {words}
        </li>
    }
}

/// A line that says something and cannot be chosen.
fn said(words: String) -> AnyView {
    view! {
        <li class="combobox__note" role="option" aria-disabled="true" aria-selected="false">
            {words}
        </li>
    }
    .into_any()
}

fn option_id(list_id: &str, at: usize) -> String {
    format!("{list_id}-{at}")
}
