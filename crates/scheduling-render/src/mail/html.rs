//! A letter as HTML that mail programs show: styles stand at the elements, as many programs drop style sheets; what is in the
//! sheet (dark colours) can be missed.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    brand::Brand,
    letter::{Action, Fact, Letter},
};

const PAGE: &str = "margin:0;padding:0;background-color:#f4f5f7;-webkit-text-size-adjust:100%";
/// All of it at the cell itself: what stands at the page or the outer cell reaches into tables in some programs only.
const TEXT: &str = "padding:24px;text-align:left;color:#1a1c20;\
    font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;\
    font-size:16px;line-height:1.5";
const CARD: &str = "width:100%;max-width:560px;background-color:#ffffff;border-radius:8px;border-collapse:separate";
const FACT: &str = "margin:0 0 12px";
const MUTED: &str = "color:#5b616e;font-size:14px";
const LINK: &str = "color:inherit;text-decoration:underline";
const OTHERS: &str = "margin:0 0 16px";

/// For programs that honour it. `!important` wins over the styles at the elements.
const DARK: &str = ":root{color-scheme:light dark}\
    @media (prefers-color-scheme:dark){\
    .page{background-color:#111317!important}\
    .card{background-color:#1c1f25!important}\
    .text{color:#e9ebef!important}\
    .muted{color:#a4abb8!important}}";

/// The whole document of a letter.
pub(super) fn html(letter: &Letter, brand: &Brand, subject: &str) -> String {
    frame(letter, brand, subject, &content(letter, brand))
}

/// The document around a content that a tenant wrote.
pub(super) fn framed(letter: &Letter, brand: &Brand, subject: &str, content: String) -> String {
    frame(letter, brand, subject, &PreEscaped(content))
}

fn frame(letter: &Letter, brand: &Brand, subject: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(letter.words.locale) dir="ltr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                title { (subject) }
                style { (PreEscaped(DARK)) }
            }
            body class="page" style=(PAGE) {
                // One program lays out no block in the middle, and knows the width of tables alone.
                table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" {
                    tr { td align="center" style="padding:24px 12px" {
                        table.card role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style=(CARD) {
                            tr { td.text style=(format!("{TEXT};border-top:4px solid {}", brand.accent)) {
                                (head(letter, brand))
                                (content)
                                (foot(letter))
                            } }
                        }
                    } }
                }
            }
        }
    };
    page.into_string()
}

fn head(letter: &Letter, brand: &Brand) -> Markup {
    html! {
        @match &brand.logo {
            Some(logo) => img src=(logo) alt=(letter.sender) height="40"
                style="display:block;height:40px;width:auto;max-width:100%;margin:0 0 16px;border:0";,
            None => p.muted style=(format!("margin:0 0 16px;{MUTED}")) { (letter.sender) },
        }
    }
}

fn content(letter: &Letter, brand: &Brand) -> Markup {
    html! {
        h1 style="margin:0 0 16px;font-size:22px;line-height:1.3" { (letter.heading) }
        p style="margin:0 0 16px" { (letter.greeting) }
        p style="margin:0 0 20px" { (letter.lead) }
        @for written in &letter.facts { (fact(letter, written)) }
        (actions(letter, brand))
    }
}

/// `dir="auto"`: a name in Hebrew or Arabic has its own direction.
fn fact(letter: &Letter, fact: &Fact) -> Markup {
    html! {
        p style=(FACT) {
            span.muted style=(MUTED) { (fact.label(letter.words)) }
            @for line in &fact.lines {
                br;
                @match &fact.link {
                    Some(link) => a href=(link) dir="auto" style=(LINK) { (line) },
                    None => span dir="auto" { (line) },
                }
            }
        }
    }
}

/// The first is a button, the others are links.
fn actions(letter: &Letter, brand: &Brand) -> Markup {
    let button = format!(
        "display:inline-block;padding:12px 20px;border-radius:6px;font-weight:bold;text-decoration:none;\
         background-color:{};color:{}",
        brand.accent, brand.on_accent
    );
    html! {
        @if let Some((first, others)) = letter.actions.split_first() {
            p style="margin:24px 0 16px" { a href=(first.link) style=(button) { (first.label) } }
            @if !others.is_empty() {
                p style=(OTHERS) {
                    @for (index, other) in others.iter().enumerate() {
                        @if index > 0 { " · " }
                        (link(other))
                    }
                }
            }
        }
    }
}

fn link(action: &Action) -> Markup {
    html! { a href=(action.link) style=(LINK) { (action.label) } }
}

fn foot(letter: &Letter) -> Markup {
    html! {
        p.muted style=(format!("margin:24px 0 0;{MUTED}")) {
            (letter.sender)
            @if let Some(action) = &letter.unsubscribe { br; (link(action)) }
        }
    }
}
