//! The staff table over an API that answers from this page: what stands in the document, and whose answer counts.

use crate::page::{Page, drawn, has_focus, type_into};
use leptos::prelude::*;
use leptos_router::StaticSegment;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use staffroom::feedback::provide_toasts;
use staffroom::session::provide_session;
use staffroom::staff::StaffPage;
use staffroom::ui::provide_open_dialogs;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::js_sys::{Function, Promise, Reflect};
use web_sys::{HtmlElement, HtmlInputElement};

/// `list_staff` of a practice of so many people, each of them named after what was searched for. The search "slow" is
/// answered late.
const LIST_STAFF: &str = r#"
    const query = new URL(request.url).searchParams;
    const search = query.get("search") ?? "somebody";
    const from = Number(query.get("after") ?? 0);
    const items = Array.from({ length: Math.min(60, TOTAL - from) }, (_, at) => ({
        id: `p${from + at}`, first_name: search, last_name: String(from + at), username: `u${from + at}`,
        role: { id: "nurse", name: "Nurse", is_system: true, is_customized: false },
        email: null, cell_phone: null, primary_provider: null,
        has_second_factor: false, status: "active",
    }));
    const counts = { active: TOTAL, inactive: 0, pending: 0 };
    const page = { items, total: TOTAL, counts, needs_attention: false, next: from + 60 < TOTAL ? String(from + 60) : null };
    const answer = new Response(JSON.stringify(page), { headers: { "content-type": "application/json" } });
    return new Promise((done) => setTimeout(() => done(answer), search === "slow" ? 400 : 0));
"#;

/// The table's own style: the gaps in the place of rows that are not there are margins, which only a block has.
const STYLE: &str = include_str!("../../style/pages/staff-table.css");

async fn table_of(total: u32) -> Page {
    let fetch = Function::new_with_args("request", &LIST_STAFF.replace("TOTAL", &total.to_string()));
    Reflect::set(&window(), &"fetch".into(), &fetch).unwrap();
    let page = Page::of(|| {
        provide_open_dialogs();
        provide_toasts();
        provide_session(false);
        view! {
            <style>{STYLE}</style>
            <Router>
                <Routes fallback=|| ()>
                    <ParentRoute path=StaticSegment("") view=StaffPage>
                        <Route path=StaticSegment("") view=|| () />
                    </ParentRoute>
                </Routes>
            </Router>
        }
        .into_any()
    })
    .await;
    wait(100).await;
    page
}

async fn wait(milliseconds: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).unwrap();
    });
    JsFuture::from(timer).await.unwrap();
    drawn().await;
}

async fn scroll_to_the_end() {
    let height = document().document_element().unwrap().scroll_height();
    window().scroll_to_with_x_and_y(0.0, height.into());
    wait(60).await;
}

fn people(page: &Page) -> u32 {
    page.count("tbody [role=row]")
}

fn search(page: &Page) -> HtmlInputElement {
    page.first("input[type=search]").unwrap().unchecked_into()
}

/// Every link leads somewhere, also those of rows that wait for somebody.
#[wasm_bindgen_test]
async fn no_link_leads_nowhere() {
    let page = table_of(3).await;
    assert!(page.count("tbody [hidden] a") > 0);
    assert_eq!(page.count("tbody a:not([href])"), 0);
}

/// Whatever the length of the table: it says how long it is, and holds no more than sixty rows of it.
#[wasm_bindgen_test]
async fn a_hundred_thousand_people_are_sixty_rows() {
    let page = table_of(100_000).await;
    let table = page.by_role("table").unwrap();
    assert_eq!(table.get_attribute("aria-rowcount").as_deref(), Some("100001"));
    assert!(page.text().contains("Showing 60 of 100,000 records"), "{}", page.text());
    for _ in 0..12 {
        scroll_to_the_end().await;
        assert!((1..=60).contains(&people(&page)), "{} rows", people(&page));
    }
    assert!(!page.text().contains("Showing 60 of"), "more people load as one scrolls");
    assert!(!page.text().contains("You have reached the end."));
}

/// The last page says that it is the last.
#[wasm_bindgen_test]
async fn the_end_is_said_where_it_is() {
    let page = table_of(130).await;
    for _ in 0..6 {
        scroll_to_the_end().await;
    }
    assert!(page.text().contains("Showing 130 of 130 records"), "{}", page.text());
    assert!(page.text().contains("You have reached the end."));
    assert!(page.first("[aria-rowindex='131']").is_some(), "the last row is there");
}

/// Who works by keyboard and scrolls on does not lose their place.
#[wasm_bindgen_test]
async fn the_row_that_holds_the_focus_stays() {
    let page = table_of(1_000).await;
    let link: HtmlElement = page.first("#view-p3").unwrap();
    link.focus().unwrap();
    for _ in 0..8 {
        scroll_to_the_end().await;
    }
    assert!(page.first("[aria-rowindex='30']").is_none(), "its neighbours are gone");
    assert!(link.is_connected() && has_focus(&link));
    assert!(people(&page) <= 60);
}

/// The answer to what was typed before never takes the place of the answer to what was typed last.
#[wasm_bindgen_test]
async fn a_late_answer_to_an_earlier_search_does_not_count() {
    let page = table_of(3).await;
    type_into(&search(&page), "slow").await;
    wait(200).await;
    type_into(&search(&page), "quick").await;
    wait(700).await;
    assert!(page.text().contains("quick 0"), "{}", page.text());
    assert!(!page.text().contains("slow 0"), "{}", page.text());
    type_into(&search(&page), "").await;
    wait(300).await;
}

/// A search that finds nobody is not an empty practice.
#[wasm_bindgen_test]
async fn a_search_without_a_hit_says_what_was_searched_for() {
    let page = table_of(0).await;
    type_into(&search(&page), "zzz").await;
    wait(300).await;
    assert!(page.text().contains("No staff match “zzz”."), "{}", page.text());
    assert!(page.by_role("table").is_none());
    page.button("Clear search").click();
    wait(300).await;
    assert_eq!(search(&page).value(), "");
}
