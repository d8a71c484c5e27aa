//! Which modifiers a line may have.

use super::{Menu, ModifierGroup, Product};
use crate::id::{ModifierGroupId, ModifierId};
use crate::order::ChosenModifier;
use thiserror::Error;

/// Why a choice of modifiers does not fit a product.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChoiceError {
    /// The product does not offer this modifier.
    #[error("the product does not offer modifier {0}")]
    NotOffered(ModifierId),
    /// Fewer answers than the group needs.
    #[error("group {name:?} needs at least {min}")]
    TooFew {
        /// The group.
        group: ModifierGroupId,
        /// Its name.
        name: String,
        /// The fewest answers.
        min: u16,
    },
    /// More answers than the group allows.
    #[error("group {name:?} allows at most {max}")]
    TooMany {
        /// The group.
        group: ModifierGroupId,
        /// Its name.
        name: String,
        /// The most answers.
        max: u16,
    },
}

/// The modifiers of these ids in the order of the product's groups, each at most once.
pub fn choose(
    menu: &Menu,
    product: &Product,
    ids: &[ModifierId],
) -> Result<Vec<ChosenModifier>, ChoiceError> {
    let mut chosen = Vec::new();
    for group in menu.groups_of(product) {
        let before = chosen.len();
        chosen.extend(answers(group, ids));
        let count = u16::try_from(chosen.len() - before).unwrap_or(u16::MAX);
        if count < group.min {
            return Err(ChoiceError::TooFew {
                group: group.id,
                name: group.name.clone(),
                min: group.min,
            });
        }
        if count > group.max {
            return Err(ChoiceError::TooMany {
                group: group.id,
                name: group.name.clone(),
                max: group.max,
            });
        }
    }
    let offered = |id: &&ModifierId| !chosen.iter().any(|modifier| modifier.id == **id);
    match ids.iter().find(offered) {
        Some(id) => Err(ChoiceError::NotOffered(*id)),
        None => Ok(chosen),
    }
}

/// What a product is sold with where nobody says otherwise: each group's first `min` answers.
pub fn usual(menu: &Menu, product: &Product) -> Vec<ChosenModifier> {
    let first = |group: &ModifierGroup| {
        let ids: Vec<ModifierId> = group
            .modifiers
            .iter()
            .take(usize::from(group.min))
            .map(|modifier| modifier.id)
            .collect();
        answers(group, &ids)
    };
    menu.groups_of(product).flat_map(first).collect()
}

fn answers(group: &ModifierGroup, ids: &[ModifierId]) -> Vec<ChosenModifier> {
    let chosen = group
        .modifiers
        .iter()
        .filter(|modifier| ids.contains(&modifier.id));
    chosen
        .map(|modifier| ChosenModifier {
            id: modifier.id,
            group: group.id,
            name: modifier.name.clone(),
            price: modifier.price,
        })
        .collect()
}
