//! An HTML document as a parser reads it.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Node};

pub(crate) struct Page(Html);

impl Page {
    /// A document without a mistake. (What the parser says of the mail's own head is that it is XHTML's form of it.)
    pub(crate) fn of(html: &str) -> Self {
        let page = Html::parse_document(html);
        assert_eq!(page.errors, Vec::<std::borrow::Cow<'static, str>>::new(), "{html}");
        Self(page)
    }

    fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.0.root_element().descendants().filter_map(ElementRef::wrap)
    }

    /// How many of each element there are, with the names of their attributes. Lines are left out.
    pub(crate) fn outline(&self) -> BTreeMap<String, usize> {
        let mut outline = BTreeMap::new();
        for element in self.elements().filter(|element| element.value().name() != "br") {
            let mut attributes: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
            attributes.sort_unstable();
            if element.value().name() != "span" {
                *outline.entry(format!("{} {}", element.value().name(), attributes.join(" "))).or_insert(0) += 1;
            }
        }
        outline
    }

    /// The values of an attribute, wherever it stands.
    pub(crate) fn values(&self, attribute: &str) -> Vec<&str> {
        self.elements().filter_map(|element| element.value().attr(attribute)).collect()
    }

    /// What is read, without white space.
    pub(crate) fn letters(&self) -> String {
        let texts = self.0.root_element().descendants().filter(|node| {
            let parent = node.parent().and_then(ElementRef::wrap);
            parent.is_none_or(|parent| !matches!(parent.value().name(), "style" | "title"))
        });
        let texts =
            texts.filter_map(|node| if let Node::Text(text) = node.value() { Some(text.to_string()) } else { None });
        letters(&texts.collect::<String>())
    }
}

pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
