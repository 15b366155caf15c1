//! A mail in words, by the three templates that each mail has.

/// The mail's three texts.
pub(super) struct Rendered {
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
}

/// Gives a mail its `render`, by the templates of its subject, its text and its HTML. They know it as `mail`; the HTML
/// has the `subject` for its title.
macro_rules! rendered_by {
    ($mail:ident: $subject:literal, $text:literal, $html:literal) => {
        #[derive(askama::Template)]
        #[template(path = $subject)]
        struct Subject<'a> {
            mail: &'a $mail,
        }

        #[derive(askama::Template)]
        #[template(path = $text)]
        struct Text<'a> {
            mail: &'a $mail,
        }

        #[derive(askama::Template)]
        #[template(path = $html)]
        struct Html<'a> {
            mail: &'a $mail,
            subject: &'a str,
        }

        impl $mail {
            /// The mail in words.
            ///
            /// # Errors
            /// Never with these templates; the library's signature allows for it.
            pub(super) fn render(&self) -> Result<$crate::mail::rendered::Rendered, askama::Error> {
                use askama::Template;
                let subject = Subject { mail: self }.render()?;
                Ok($crate::mail::rendered::Rendered {
                    text: Text { mail: self }.render()?,
                    html: Html { mail: self, subject: &subject }.render()?,
                    subject,
                })
            }
        }
    };
}

pub(super) use rendered_by;
