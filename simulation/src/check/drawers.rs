//! Takings: what X and Zs say of a shift is what its payments, refunds and movements of cash come to.

use crate::recount::{Shifts, take_shift};
use crate::world::{Checked, Violation, World};
use shared::money::Money;
use shared::shift::{CashSums, Takings};
use shared::till::{Answer, Query};
use std::collections::BTreeMap;

/// How many closes are looked at.
const LAST: u32 = 1_000;

/// Every shift of every till. Where files are put back, copied or lost, a shift has sales that its till does not know, or
/// that are another drawer's: supplements are for those, and the tests of the till's shifts.
pub fn are_counted(world: &mut World<'_>) -> Checked {
    if super::is_torn(world) {
        return Ok(());
    }
    for who in 0..world.machines.len() {
        let expected = told_by(world, who);
        let Some(till) = world.machines[who].till.as_mut() else {
            continue;
        };
        let fault = |detail: String| Violation::new("a till is read", detail);
        let zs = till.query(&Query::ZReports { last: LAST });
        let Ok(Answer::ZReports(zs)) = zs else {
            return Err(fault(format!("till {who}: {zs:?}")));
        };
        let x = till.query(&Query::XReport);
        let Ok(Answer::XReport(x)) = x else {
            return Err(fault(format!("till {who}: {x:?}")));
        };
        let mut reported = 0;
        for z in &zs {
            let named = format!("till {who}, {}", z.closed.number);
            let id = z.shift.to_string();
            same(
                &named,
                &expected,
                &id,
                &z.closed.takings,
                Some(&z.closed.cash),
            )?;
            if !z.supplements.is_empty() {
                let detail = format!("{named} has a supplement, and nothing came late");
                return Err(Violation::new("takings are the money", detail));
            }
            reported += 1;
        }
        if let Some(x) = &x {
            let (named, id) = (format!("till {who}, X"), x.shift.to_string());
            same(&named, &expected, &id, &x.takings, x.cash.as_ref())?;
            reported += 1;
        }
        if reported != expected.len() {
            let ids: Vec<_> = zs
                .iter()
                .map(|z| (z.shift, z.closed.number.number))
                .collect();
            let detail = format!(
                "till {who} reports {ids:?} and {:?} of {expected:?}",
                x.map(|x| x.shift)
            );
            return Err(Violation::new("takings are the money", detail));
        }
        world.tally.count("tills whose takings were counted again");
    }
    Ok(())
}

/// The shifts in the entries that a machine told its user of, in all its series.
fn told_by(world: &World<'_>, who: usize) -> Shifts {
    let mut shifts = Shifts::new();
    let Some(till) = world.machines[who].till.as_ref() else {
        return shifts;
    };
    let mine = world.ledger.lines.iter();
    for (_, line) in mine.filter(|(series, _)| till.wrote(**series)) {
        for told in line.told.values() {
            let body = serde_json::from_slice(&told.entry.body.0).unwrap_or_default();
            let subject = told.entry.subject.0.to_string();
            take_shift(&mut shifts, &told.entry.kind, &subject, &body);
        }
    }
    shifts
}

fn same(
    named: &str,
    expected: &Shifts,
    shift: &str,
    takings: &Takings,
    cash: Option<&CashSums>,
) -> Checked {
    let broken = |detail: String| Err(Violation::new("takings are the money", detail));
    let Some(expected) = expected.get(shift) else {
        return broken(format!("{named}: nobody was told of it"));
    };
    let money = [
        takings.net,
        takings.refunds,
        takings.discounts,
        takings.tips,
        takings.rounding,
    ];
    let said = (i64::from(takings.sales), money.map(Money::to_minor));
    let money = [
        expected.net,
        expected.refunds,
        expected.discounts,
        expected.tips,
        expected.rounding,
    ];
    let counted = (expected.sales, money);
    if said != counted {
        return broken(format!("{named} says {said:?}, counted again {counted:?}"));
    }
    let kind = |kind| serde_json::to_value(kind).ok()?.as_str().map(str::to_owned);
    let stayed = takings.tenders.iter();
    let stayed = stayed.filter_map(|sum| Some((kind(sum.kind)?, sum.amount.to_minor())));
    let stayed: BTreeMap<String, i64> = stayed.filter(|(_, amount)| *amount != 0).collect();
    let mut counted = expected.stayed.clone();
    counted.retain(|_, amount| *amount != 0);
    if stayed != counted {
        return broken(format!(
            "{named} says {stayed:?}, counted again {counted:?}"
        ));
    }
    match cash {
        Some(cash) if cash.expected.to_minor() != expected.drawer => broken(format!(
            "{named} expects {} in the drawer, counted again {}",
            cash.expected.to_minor(),
            expected.drawer
        )),
        _ => Ok(()),
    }
}
