//! What a touch on a modifier chooses.

use shared::id::ModifierId;
use shared::menu::ModifierGroup;

/// The chosen modifiers after a touch on one of `group`. A group of one answers takes the new for the old; where
/// a touch would leave fewer or more answers than the group allows, nothing changes.
pub fn toggled(
    group: &ModifierGroup,
    chosen: &[ModifierId],
    touched: ModifierId,
) -> Vec<ModifierId> {
    let in_group = |id: &ModifierId| group.modifiers.iter().any(|modifier| modifier.id == *id);
    let held = chosen.iter().filter(|id| in_group(id)).count();
    let mut after = chosen.to_vec();
    if chosen.contains(&touched) {
        if held > usize::from(group.min) {
            after.retain(|id| *id != touched);
        }
    } else if group.max == 1 {
        after.retain(|id| !in_group(id));
        after.push(touched);
    } else if held < usize::from(group.max) {
        after.push(touched);
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::ModifierGroupId;
    use shared::menu::Modifier;
    use shared::money::Money;
    use uuid::Uuid;

    fn id(number: u128) -> ModifierId {
        ModifierId(Uuid::from_u128(number))
    }

    fn group(min: u16, max: u16) -> ModifierGroup {
        let modifier = |number| Modifier {
            id: id(number),
            name: format!("m{number}"),
            price: Money::ZERO,
        };
        ModifierGroup {
            id: ModifierGroupId(Uuid::from_u128(99)),
            name: "Milk".to_owned(),
            min,
            max,
            modifiers: (1..=4).map(modifier).collect(),
        }
    }

    #[test]
    fn one_answer_takes_the_place_of_another() {
        assert_eq!(
            toggled(&group(1, 1), &[id(1), id(50)], id(2)),
            [id(50), id(2)]
        );
        assert_eq!(toggled(&group(1, 1), &[id(1)], id(1)), [id(1)]);
        assert_eq!(toggled(&group(0, 1), &[id(1)], id(1)), []);
    }

    #[test]
    fn several_answers_stay_within_the_most() {
        assert_eq!(toggled(&group(0, 2), &[id(1)], id(2)), [id(1), id(2)]);
        assert_eq!(
            toggled(&group(0, 2), &[id(1), id(2)], id(3)),
            [id(1), id(2)]
        );
        assert_eq!(toggled(&group(0, 2), &[id(1), id(2)], id(1)), [id(2)]);
    }
}
