//! A page as a browser reads it.

use std::collections::BTreeMap;

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink as _};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// All elements of a page, in their order.
#[derive(Debug)]
pub(crate) struct Page(pub(crate) Vec<Element>);

/// An element with the text of all that is in it.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
    /// How many elements are in it: those that follow.
    pub(crate) inside: usize,
}

impl Element {
    #[track_caller]
    pub(crate) fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).unwrap_or_else(|| panic!("no {attribute}: {self:?}"))
    }
}

impl Page {
    pub(crate) fn read(text: &str) -> Self {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
        let wrong = dom.errors.borrow();
        assert!(wrong.is_empty(), "{wrong:?}: {text}");
        let mut elements = Vec::new();
        collect(&dom.document, &mut elements);
        Self(elements)
    }

    pub(crate) fn all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a Element> + use<'a, 'n> {
        self.0.iter().filter(move |element| element.name == name)
    }

    /// The only one of this name.
    #[track_caller]
    pub(crate) fn one(&self, name: &str) -> &Element {
        let found: Vec<_> = self.all(name).collect();
        let [one] = found[..] else { panic!("not one {name}: {found:?}") };
        one
    }

    /// What a page says.
    pub(crate) fn text(&self) -> &str {
        &self.one("main").text
    }

    pub(crate) fn heading(&self) -> &str {
        &self.one("h1").text
    }

    /// Where the link with this text leads.
    pub(crate) fn link(&self, text: &str) -> Option<&str> {
        self.all("a").find(|link| link.text.contains(text)).map(|link| link.get("href"))
    }

    /// A hidden field, or one that is filled in beforehand.
    #[track_caller]
    pub(crate) fn field(&self, name: &str) -> &str {
        let is_named = |input: &&Element| input.attributes.get("name").is_some_and(|known| known == name);
        self.all("input").find(is_named).unwrap_or_else(|| panic!("no field {name}")).get("value")
    }

    /// The values among which somebody chooses.
    pub(crate) fn choices(&self, name: &str) -> Vec<&str> {
        let is_named = |input: &&Element| input.attributes.get("name").is_some_and(|known| known == name);
        self.all("input").filter(is_named).map(|input| input.get("value")).collect()
    }
}

/// Adds the elements below a node, and gives the text.
fn collect(node: &Handle, elements: &mut Vec<Element>) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        NodeData::Element { name, attrs, .. } => {
            let at = elements.len();
            let attributes = attrs.borrow();
            let attributes = attributes.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
            let (name, attributes) = (name.local.to_string(), attributes.collect());
            elements.push(Element { name, attributes, text: String::new(), inside: 0 });
            let text: String = node.children.borrow().iter().map(|child| collect(child, elements)).collect();
            elements[at].text.clone_from(&text);
            elements[at].inside = elements.len() - at - 1;
            text
        }
        _ => node.children.borrow().iter().map(|child| collect(child, elements)).collect(),
    }
}
