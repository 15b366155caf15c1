//! The staff table: however many people there are, it holds only the rows around those in sight.

use super::links::use_links;
use super::list::{Phase, use_list};
use super::person::use_person_part;
use super::query::{ASCENDING, BY_NAME, DESCENDING, DIRECTION, SORT};
use super::row::{Row, SkeletonRows};
use super::walk::{self, use_rows};
use super::window::{CHUNK_ROWS, Heights, Window};
use super::words;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

/// How far below the viewport people must be loaded, in viewports: further than a flick of the wheel goes.
const LOADED_BELOW: f64 = 2.0;

/// The part of the table that stands in the document, and what is needed to choose it.
#[derive(Clone, Copy)]
struct Viewport {
    table: NodeRef<html::Table>,
    heights: StoredValue<Heights>,
    window: RwSignal<Window>,
    /// The chunk that holds the focus.
    kept: StoredValue<Option<usize>>,
}

/// The staff table: native, with its roles said again, since a browser forgets those of a table whose parts are
/// laid out otherwise.
#[component]
pub(super) fn StaffTable() -> impl IntoView {
    let list = use_list();
    let open = use_links().open();
    let viewport = Viewport {
        table: NodeRef::new(),
        heights: StoredValue::new(Heights::new()),
        window: RwSignal::new(Window::default()),
        kept: StoredValue::new(None),
    };
    let look_around = move || {
        if viewport.look() {
            list.load_more();
        }
    };
    let look_soon = move || request_animation_frame(look_around);
    for event in ["scroll", "resize"] {
        let listener = window_event_listener_untyped(event, move |_| look_around());
        on_cleanup(move || listener.remove());
    }
    Effect::new(move || {
        let rows = list.len();
        viewport.heights.update_value(|heights| heights.set_rows(rows));
        look_around();
    });
    // Once drawn, chunks are measured; the panel beside the table makes it narrower, and its rows taller. So does
    // another look.
    Effect::new(move || {
        viewport.window.track();
        list.table_look().words().track();
        open.track();
        look_soon();
    });
    use_rows().set_reveal(Callback::new(move |row| viewport.reveal(row)));

    let is_loading = Memo::new(move |_| *list.phase().read() == Phase::Loading);
    let is_first_load = Memo::new(move |_| is_loading.get() && list.len() == 0);
    let chunks = move || viewport.window.read().chunks.iter().map(|placed| placed.chunk).collect::<Vec<_>>();
    let on_key = walk_from_row();
    let person_part = use_person_part();
    view! {
        <table
            node_ref=viewport.table
            role="table"
            class="staff-table"
            aria-label=words::STAFF
            aria-busy=move || is_loading.get().then_some("true")
            aria-rowcount=move || (!is_first_load.get()).then(|| list.total().get() + 1)
            style:padding-bottom=move || format!("{}px", viewport.window.read().below)
            on:keydown=on_key
            on:pointerover=move |_| person_part.load()
            on:focusin=move |_| person_part.load()
        >
            <thead role="rowgroup" class="staff-table__head">
                <tr role="row" aria-rowindex="1" class="staff-table__row">
                    {sortable("", BY_NAME, words::STAFF)}
                    <th role="columnheader" scope="col" class="staff-table__two-factor">
                        {words::TWO_FACTOR_AUTH}
                    </th>
                    {sortable("staff-table__sign-in", "last_sign_in", words::LAST_SIGN_IN)}
                    <th role="columnheader" scope="col">{words::ACTION}</th>
                </tr>
            </thead>
            {move || is_first_load.get().then(|| view! { <SkeletonRows /> })}
            <For each=chunks key=|chunk| *chunk let:chunk>
                <Chunk chunk viewport />
            </For>
        </table>
    }
    .into_any()
}

/// The heading of a column that the list can be ordered by: a link to that order, or to its opposite.
fn sortable(class: &'static str, sort: &'static str, label: &'static str) -> impl IntoView {
    let links = use_links();
    // The way in which the list goes by this column, if it does.
    let way = move || {
        let query = links.query();
        let is_sorted = query.get(SORT) == sort || (sort == BY_NAME && query.get(SORT).is_empty());
        is_sorted.then(|| if query.get(DIRECTION) == DESCENDING { DESCENDING } else { ASCENDING })
    };
    let href = move || {
        let query = links.query().with(SORT, if sort == BY_NAME { "" } else { sort });
        links.here(&query.with(DIRECTION, if way() == Some(ASCENDING) { DESCENDING } else { "" }))
    };
    view! {
        <th role="columnheader" scope="col" class=class aria-sort=way>
            <a class="staff-table__sort" href=href>
                {label}
            </a>
        </th>
    }
    .into_any()
}

/// Always as many rows as a chunk can have. Those beyond the last person are hidden until there is somebody.
#[component]
fn Chunk(chunk: usize, viewport: Viewport) -> impl IntoView {
    let rows = (chunk * CHUNK_ROWS..).take(CHUNK_ROWS).map(|row| view! { <Row row /> });
    view! {
        <tbody
            role="rowgroup"
            class="staff-table__chunk"
            data-chunk=chunk
            style:margin-top=move || format!("{}px", viewport.window.read().gap(chunk))
            on:focusin=move |_| viewport.kept.set_value(Some(chunk))
            on:focusout=move |_| viewport.kept.set_value(None)
        >
            {rows.collect_view()}
        </tbody>
    }
}

impl Viewport {
    /// Measures what is there and chooses what should be. Says whether more people should be loaded by now.
    fn look(self) -> bool {
        let Some(table) = self.table.try_get_untracked().flatten() else { return false };
        self.measure(&table);
        let (top, height) = place(&table);
        let kept = self.kept.get_value();
        let (chosen, rest) = self.heights.with_value(|heights| {
            (heights.window(top, height, kept), heights.above(usize::MAX) - top - height)
        });
        if *self.window.read_untracked() != chosen {
            self.window.set(chosen);
        }
        rest < height * LOADED_BELOW
    }

    /// Heights are fractions of a pixel where the screen's are, so that a difference below one is none.
    fn measure(self, table: &Element) {
        let bodies = table.children();
        for body in (0..bodies.length()).filter_map(|at| bodies.item(at)) {
            let Some(chunk) = body.get_attribute("data-chunk").and_then(|chunk| chunk.parse().ok()) else {
                continue;
            };
            let height = body.get_bounding_client_rect().height();
            self.heights.update_value(|heights| {
                let known = heights.above(chunk + 1) - heights.above(chunk);
                if height > 0.0 && (height - known).abs() > 0.5 {
                    heights.measure(chunk, height);
                }
            });
        }
    }

    /// Brings a row into sight, or near enough for it to be drawn.
    fn reveal(self, row: usize) {
        let Some(table) = self.table.try_get_untracked().flatten() else { return };
        let drawn = table.query_selector(&format!("[aria-rowindex='{}']", row + 2)).ok().flatten();
        let (top, height) = place(&table);
        if let Some(drawn) = drawn {
            let rect = drawn.get_bounding_client_rect();
            if rect.top() < head_bottom(&table) {
                drawn.scroll_into_view_with_bool(true);
            } else if rect.bottom() > height {
                drawn.scroll_into_view_with_bool(false);
            }
        } else {
            let chunk = self.heights.with_value(|heights| heights.above(row / CHUNK_ROWS));
            window().scroll_by_with_x_and_y(0.0, chunk - top - height / 2.0);
        }
    }
}

/// How far the first row's top lies above the viewport's, and how tall the viewport is, in CSS pixels.
fn place(table: &Element) -> (f64, f64) {
    let head = table.first_element_child().map_or(0.0, |head| head.get_bounding_client_rect().height());
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    (-table.get_bounding_client_rect().top() - head, height)
}

/// How far down the sticky head of the table reaches.
fn head_bottom(table: &Element) -> f64 {
    table.first_element_child().map_or(0.0, |head| head.get_bounding_client_rect().bottom())
}

/// The arrow keys walk from row to row as long as the panel stands beside the table.
fn walk_from_row() -> impl Fn(ev::KeyboardEvent) {
    let (list, links, rows) = (use_list(), use_links(), use_rows());
    move |event: ev::KeyboardEvent| {
        let Some(id) = links.open().get_untracked() else { return };
        let Some(direction) = walk::direction_of(&event) else { return };
        event.prevent_default();
        if let Some(beside) = walk::walk(&list, links, rows, &id, direction) {
            walk::focus_row(&beside);
        }
    }
}
