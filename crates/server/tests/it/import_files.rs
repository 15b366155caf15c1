//! Which files of people are read, and which are refused as a whole.

use crate::browser::Browser;
use crate::practice::Practice;
use axum::http::{Method, header};
use staffroom_contract::import::IMPORT_BYTES_MAX;
use staffroom_contract::{
    FieldProblem, FieldRule, Import, ImportCounts, ProblemCode, RowProblem, StaffPage, paths,
};

const HEADING: &str = "first_name,last_name,username,email,role,primary_provider";

async fn morgan() -> (Practice, Browser) {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    (practice, morgan)
}

fn ready(count: u32) -> ImportCounts {
    ImportCounts { ready: count, ..ImportCounts::default() }
}

/// However a spreadsheet writes the file, it is read: with its mark, its separators and its ends of lines, its columns
/// in any order and spelling, and those of an export that are no input.
#[tokio::test]
async fn files_of_spreadsheets_are_read() {
    let (_practice, morgan) = morgan().await;
    for file in [
        format!("{HEADING}\nAda,Nurse,anurse,ada@email.xyz,Nurse,hannah"),
        format!("\u{feff}{HEADING}\r\n\"Ada\",\"Nurse\",anurse,ada@email.xyz,nurse,HANNAH\r\n,,,,,\r\n"),
        format!("{},,\r\nAda,Nurse,anurse,ada@email.xyz,nurse,hannah,,\r\n", HEADING.to_uppercase()),
        format!("{}\nAda;Nurse;anurse;ada@email.xyz;Nurse;hannah", HEADING.replace(',', ";")),
        "Role\tPrimary Provider\tEmail\tLast Name\tFirst Name\tUsername\tStatus\n\
         nurse\thannah\tada@email.xyz\tNurse\tAda\tanurse\tactive"
            .to_owned(),
    ] {
        let import: Import = morgan.check_import(file.clone()).await.is(201).json();
        assert_eq!(import.counts, ready(1), "{file}");
    }
}

/// What is no text in UTF-8 is refused with one clear word, and so is what does not fit together.
#[tokio::test]
async fn what_cannot_be_read_is_refused() {
    let (_practice, morgan) = morgan().await;
    let text = format!("{HEADING}\nRené,Nurse,rnurse,rene@email.xyz,nurse,hannah");
    let latin1: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [vec![0xff, 0xfe], utf16.clone()].concat();
    let ascii16: Vec<u8> = HEADING.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for file in [latin1, utf16, with_mark, ascii16] {
        morgan.check_import(file).await.refused_with(ProblemCode::NotUtf8);
    }
    for file in [format!("{HEADING}\n\"Ada,Nurse"), format!("{HEADING}\nAda \"B\",x,y,z,nurse,hannah")] {
        morgan.check_import(file).await.refused_with(ProblemCode::BrokenCsv);
    }
    let request = morgan.request(Method::POST, paths::template::IMPORTS);
    let request = request.header(header::CONTENT_TYPE, "text/plain").body(text);
    morgan.send(request).await.refused_with(ProblemCode::NotCsv);
}

/// Columns that are missing, unknown or there twice are named, and nothing of the file is looked at.
#[tokio::test]
async fn columns_are_known() {
    let (_practice, morgan) = morgan().await;
    let required = |name| FieldProblem::new(name, FieldRule::Required);
    for (file, refused) in [
        ("first_name,last_name,username\nAda,Nurse,anurse", vec![required("email"), required("role")]),
        (
            "first_name,last_name,username,email,role,password\n",
            vec![FieldProblem::new("password", FieldRule::Unknown)],
        ),
        (
            "first_name,last_name,username,email,role,Email,,x\n",
            vec![
                FieldProblem::with_limit("email", FieldRule::TooMany, 1),
                FieldProblem::new("", FieldRule::Unknown),
                FieldProblem::new("x", FieldRule::Unknown),
            ],
        ),
        ("", vec![required("rows")]),
        ("\r\n\r\n", vec![required("rows")]),
        (&format!("{HEADING}\n,,,,,\n"), vec![required("rows")]),
    ] {
        morgan.check_import(file.to_owned()).await.refuses(&refused);
    }
}

/// Nobody adds more at once than the practice can look through, and no file fills the server's memory.
#[tokio::test]
async fn a_file_that_is_too_large_is_refused() {
    let (_practice, morgan) = morgan().await;
    let rows = "a,b,c,d,e,f\n".repeat(200_000);
    let refused = FieldProblem::with_limit("rows", FieldRule::TooMany, 20_000);
    morgan.check_import(format!("{HEADING}\n{rows}")).await.refuses(&[refused]);
    morgan.check_import("x".repeat(IMPORT_BYTES_MAX + 1)).await.refused_with(ProblemCode::TooLarge);
}

/// A row whose cells do not fit under the headings is refused by itself: nobody guesses which cell is which.
#[tokio::test]
async fn a_row_of_other_cells_is_refused() {
    let (practice, morgan) = morgan().await;
    let file = format!(
        "{HEADING}\nTests, Jr.,Ada,anurse,ada@email.xyz,nurse,hannah\nAda,Nurse\nAda,\"Tests, Jr.\",anurse,ada@email.xyz,nurse,hannah\n"
    );
    let import: Import = morgan.check_import(file).await.is(201).json();
    assert_eq!(import.counts, ImportCounts { ready: 1, refused: 2, ..ImportCounts::default() });
    let rows = morgan.import_rows(&import.id, "?state=refused").await;
    let problems: Vec<_> = rows.into_iter().flat_map(|row| row.problems).collect();
    let other = |found| RowProblem::OtherCells { found, expected: 6 };
    assert_eq!(problems, [other(7), other(2)]);
    let page: StaffPage = morgan.list("?search=anurse").await.is(200).json();
    assert_eq!((page.total, practice.queued_mails().await), (0, 0));
}

/// Whoever has file after file checked waits.
#[tokio::test]
async fn checks_are_limited() {
    let (practice, morgan) = morgan().await;
    for _ in 0..20 {
        morgan.check_import("").await.is(422);
    }
    morgan.check_import("").await.refused_with(ProblemCode::TooManyRequests);
    practice.wait(60);
    morgan.check_import("").await.is(422);
}
