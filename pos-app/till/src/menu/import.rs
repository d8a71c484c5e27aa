//! Takes a menu file in, as often as one likes: what is there already stays, what differs is changed.
//!
//! Which product of the menu is meant is settled in `matching`. A modifier group is one with the same name and content,
//! else the product's own of that name.

use super::file::{self, FileGroup, FileProduct, MenuFile};
use super::matching;
use crate::desk::Desk;
use crate::error::TillError;
use shared::event::MenuEvent;
use shared::id::{CategoryId, ModifierGroupId, ModifierId, ProductId, SubjectId};
use shared::menu::{GroupFields, Menu, Modifier, ModifierGroup, Price, Product, ProductFields};
use shared::money::{Currency, Money};
use shared::till::{ImportedMenu, Rejection};
use std::collections::HashMap;

/// The menu a new cafe can start from: our own, without prices of anybody's.
const STARTER: &str = include_str!("../../starter-menu.csv");

/// What an import is about to record.
#[derive(Default)]
struct Plan {
    events: Vec<(SubjectId, MenuEvent)>,
    /// Groups of the file that have found or got their id.
    groups: Vec<(FileGroup, ModifierGroupId)>,
    positions: HashMap<Option<CategoryId>, u32>,
    categories: HashMap<String, CategoryId>,
    counts: ImportedMenu,
    /// The starter's prices are examples: each is asked at its first sale.
    ask_prices: bool,
}

impl Desk<'_> {
    /// Takes a menu file in.
    pub fn import_menu(&mut self, name: &str, content: &str) -> Result<ImportedMenu, TillError> {
        let file = file::read(content.as_bytes(), self.books.session.settings.currency);
        if file.products.is_empty() {
            let problems = file.problems;
            return Err(Rejection::NothingImported {
                file: name.to_owned(),
                problems,
            }
            .into());
        }
        self.take_in(file, Plan::default())
    }

    /// Takes the starter menu in, whose prices are asked at the first sale.
    pub fn use_starter(&mut self) -> Result<ImportedMenu, TillError> {
        let mut file = file::read(STARTER.as_bytes(), Currency::ARS);
        if self.books.session.settings.currency != Currency::ARS {
            let groups = file
                .products
                .iter_mut()
                .flat_map(|product| &mut product.groups);
            let modifiers = groups.flat_map(|group| &mut group.modifiers);
            modifiers.for_each(|(_, price)| *price = Money::ZERO);
        }
        self.take_in(
            file,
            Plan {
                ask_prices: true,
                ..Plan::default()
            },
        )
    }

    fn take_in(&mut self, file: MenuFile, mut plan: Plan) -> Result<ImportedMenu, TillError> {
        plan.counts.problems = file.problems;
        let menu = self.books.menu.menu();
        plan.categories = categories(menu);
        let known = matching::find(menu, &file.products, &plan.categories);
        for (product, known) in file.products.iter().zip(known) {
            let known = known.and_then(|id| self.books.menu.product(id).cloned());
            self.plan_product(product, known.as_ref(), &mut plan)?;
        }
        if !plan.events.is_empty() {
            self.record_menu(plan.events)?;
        }
        Ok(plan.counts)
    }

    fn plan_product(
        &mut self,
        wanted: &FileProduct,
        known: Option<&Product>,
        plan: &mut Plan,
    ) -> Result<(), TillError> {
        let category = match wanted.category.as_str() {
            "" => None,
            name => Some(self.planned_category(name, plan)?),
        };
        let mut groups = Vec::with_capacity(wanted.groups.len());
        for group in &wanted.groups {
            groups.push(self.plan_group(group, known, plan));
        }
        let fields = match known {
            Some(known) => changes(known, wanted, category, groups, plan.ask_prices),
            None => self.new_product(wanted, category, groups, plan),
        };
        let id = known.map(|known| known.id);
        match (id, fields == ProductFields::default()) {
            (Some(_), true) => plan.counts.unchanged += 1,
            (Some(_), false) => plan.counts.changed += 1,
            (None, _) => plan.counts.created += 1,
        }
        if fields != ProductFields::default() {
            let id = id.unwrap_or_else(|| ProductId(self.entropy.uuid_v7(self.wall.ms)));
            plan.events
                .push((SubjectId::from(id), MenuEvent::ProductSet(fields)));
        }
        Ok(())
    }

    fn planned_category(&mut self, name: &str, plan: &mut Plan) -> Result<CategoryId, TillError> {
        if let Some(known) = plan.categories.get(name) {
            return Ok(*known);
        }
        let made = self.category_named(name, &mut plan.events)?;
        plan.categories.insert(name.to_owned(), made);
        Ok(made)
    }

    fn new_product(
        &self,
        wanted: &FileProduct,
        category: Option<CategoryId>,
        groups: Vec<ModifierGroupId>,
        plan: &mut Plan,
    ) -> ProductFields {
        let next = plan.positions.entry(category);
        let position = next.or_insert_with(|| self.next_position(category));
        let fields = ProductFields {
            name: Some(wanted.name.clone()),
            category,
            price: Some(if plan.ask_prices {
                Price::Ask
            } else {
                wanted.price
            }),
            tax: Some(wanted.tax),
            barcode: wanted.barcode.clone(),
            groups: (!groups.is_empty()).then_some(groups),
            position: Some(*position),
            available: None,
        };
        *position = position.saturating_add(1);
        fields
    }

    /// The id of a group with this content: an existing one, the product's own that is to be changed, or a new one.
    fn plan_group(
        &mut self,
        wanted: &FileGroup,
        product: Option<&Product>,
        plan: &mut Plan,
    ) -> ModifierGroupId {
        if let Some((_, id)) = plan.groups.iter().find(|(planned, _)| planned == wanted) {
            return *id;
        }
        let menu = self.books.menu.menu();
        let is_changed = |id: ModifierGroupId| {
            let of = |(subject, _): &(SubjectId, MenuEvent)| *subject == SubjectId::from(id);
            plan.events.iter().any(of)
        };
        let mut same = menu
            .groups
            .iter()
            .filter(|held| says_the_same(held, wanted));
        // One that a product further up has changed says something else by now.
        if let Some(same) = same.find(|held| !is_changed(held.id)) {
            plan.groups.push((wanted.clone(), same.id));
            return same.id;
        }
        let taken = |id: ModifierGroupId| plan.groups.iter().any(|(_, planned)| *planned == id);
        let own = product.and_then(|product| {
            menu.groups_of(product)
                .find(|held| held.name == wanted.name && !taken(held.id))
        });
        let own = own.cloned();
        let id = own.as_ref().map(|own| own.id);
        let id = id.unwrap_or_else(|| ModifierGroupId(self.entropy.uuid_v7(self.wall.ms)));
        let fields = self.group_fields(wanted, own.as_ref());
        plan.events
            .push((SubjectId::from(id), MenuEvent::GroupSet(fields)));
        plan.groups.push((wanted.clone(), id));
        id
    }

    /// All fields of a group; answers of the same name keep their id.
    fn group_fields(&mut self, wanted: &FileGroup, own: Option<&ModifierGroup>) -> GroupFields {
        let mut modifiers = Vec::with_capacity(wanted.modifiers.len());
        for (name, price) in &wanted.modifiers {
            let kept = own.and_then(|own| own.modifiers.iter().find(|held| held.name == *name));
            let id = kept.map(|kept| kept.id);
            let id = id.unwrap_or_else(|| ModifierId(self.entropy.uuid_v7(self.wall.ms)));
            modifiers.push(Modifier {
                id,
                name: name.clone(),
                price: *price,
            });
        }
        GroupFields {
            name: Some(wanted.name.clone()),
            min: Some(wanted.min),
            max: Some(wanted.max),
            modifiers: Some(modifiers),
        }
    }
}

/// The first of a name counts, as on the screen: so the last one is put in first.
fn categories(menu: &Menu) -> HashMap<String, CategoryId> {
    let categories = menu.categories.iter().rev();
    categories
        .map(|held| (held.name.clone(), held.id))
        .collect()
}

/// What of a known product the file says otherwise.
fn changes(
    known: &Product,
    wanted: &FileProduct,
    category: Option<CategoryId>,
    groups: Vec<ModifierGroupId>,
    ask_prices: bool,
) -> ProductFields {
    ProductFields {
        name: (known.name != wanted.name).then(|| wanted.name.clone()),
        category: category.filter(|_| known.category != category),
        price: (!ask_prices && known.price != wanted.price).then_some(wanted.price),
        tax: (known.tax != wanted.tax).then_some(wanted.tax),
        barcode: (known.barcode != wanted.barcode)
            .then(|| wanted.barcode.clone().unwrap_or_default()),
        groups: (known.groups != groups).then_some(groups),
        position: None,
        available: None,
    }
}

fn says_the_same(held: &ModifierGroup, wanted: &FileGroup) -> bool {
    let modifiers = held
        .modifiers
        .iter()
        .map(|modifier| (&modifier.name, modifier.price));
    let wanted_modifiers = wanted.modifiers.iter().map(|(name, price)| (name, *price));
    held.name == wanted.name
        && (held.min, held.max) == (wanted.min, wanted.max)
        && modifiers.eq(wanted_modifiers)
}
