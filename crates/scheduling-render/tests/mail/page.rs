//! An HTML document as a parser reads it that knows nothing of the writer.

use std::{borrow::Cow, collections::BTreeMap};

use html5ever::{parse_document, tendril::TendrilSink as _};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Its elements in their order, and its text.
pub(crate) struct Page {
    elements: Vec<Element>,
    letters: String,
}

struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Page {
    /// A document without a mistake.
    pub(crate) fn of(html: &str) -> Self {
        let dom = parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
        assert_eq!(*dom.errors.borrow(), Vec::<Cow<'static, str>>::new(), "{html}");
        let (mut page, mut text) = (Self { elements: Vec::new(), letters: String::new() }, String::new());
        page.take(&dom.document, &mut text);
        page.letters = letters(&text);
        page
    }

    fn take(&mut self, node: &Handle, read: &mut String) {
        let mut is_read = true;
        match &node.data {
            NodeData::Text { contents } => read.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let attributes =
                    attrs.borrow().iter().map(|it| (it.name.local.to_string(), it.value.to_string())).collect();
                let name = name.local.to_string();
                is_read = !matches!(name.as_str(), "style" | "title");
                self.elements.push(Element { name, attributes });
            }
            _ => {}
        }
        let mut unread = String::new();
        for child in node.children.borrow().iter() {
            self.take(child, if is_read { &mut *read } else { &mut unread });
        }
    }

    /// How many of each element there are, with the names of their attributes. Lines, and what is on them, are left out.
    pub(crate) fn outline(&self) -> BTreeMap<String, usize> {
        let mut outline = BTreeMap::new();
        for element in self.elements.iter().filter(|element| !matches!(element.name.as_str(), "br" | "span")) {
            let attributes: Vec<&str> = element.attributes.keys().map(String::as_str).collect();
            *outline.entry(format!("{} {}", element.name, attributes.join(" "))).or_insert(0) += 1;
        }
        outline
    }

    /// The values of an attribute, wherever it stands.
    pub(crate) fn values(&self, attribute: &str) -> Vec<&str> {
        self.elements.iter().filter_map(|element| element.attributes.get(attribute)).map(String::as_str).collect()
    }

    /// What is read, without white space.
    pub(crate) fn letters(&self) -> &str {
        &self.letters
    }
}

pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
