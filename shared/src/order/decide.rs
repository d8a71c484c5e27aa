//! From a command to what happens, or the reason why not.

mod kitchen;
mod moves;
mod pay;
mod refund;
mod tab;

use super::{
    Channel, ChannelSet, Cut, Discount, DiscountSet, FoldedLine, Item, LineAdded, LineCategory,
    LineEdited, LineRemoved, OpenOrder, Opened, Order, OrderCommand, OrderEvent, OrderNumber,
    OrderRejection, QuantityChanged, ReceiptNumber,
};
use crate::clock::{BusinessDay, Wall};
use crate::id::{KitchenTicketId, LineId, ModifierId, ProductId, ShiftId, StaffId};
use crate::kitchen::Station;
use crate::menu::{ChoiceError, Menu, Price, Product, ProductTax, choose, usual};
use crate::money::{LINES_PER_ORDER_MAX, Money, UNIT_PRICE_MAX};
use crate::payment::CashRounding;
use crate::percent::Percent;
use crate::quantity::{Quantity, THOUSANDTHS};
use crate::tax::{TaxMode, TaxRate};
use kitchen::{mark, tell};
use pay::{said, set_discount, settle};
use refund::refund;
use tab::{set_name, void};

pub use moves::{Move, move_lines};
pub use tab::NAME_MAX;

/// The longest name or note, in signs.
pub const TEXT_MAX: u16 = 200;

/// What the rules need to know of the moment and the place.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The menu that prices come from.
    pub menu: &'a Menu,
    /// The business's usual tax rate.
    pub tax: TaxRate,
    /// Whether prices hold the tax.
    pub tax_mode: TaxMode,
    /// The till's clock.
    pub wall: Wall,
    /// The business day of that moment.
    pub day: BusinessDay,
    /// The number of an order opened now.
    pub number: OrderNumber,
    /// The number of a receipt given now.
    pub receipt: ReceiptNumber,
    /// The shift whose drawer is open.
    pub shift: ShiftId,
    /// The largest part that whoever asks may take off.
    pub discount_max: Percent,
    /// Who approves what is asked, this once.
    pub approver: Option<StaffId>,
    /// How what is paid in cash is rounded.
    pub cash: CashRounding,
    /// Where things are made.
    pub stations: &'a [Station],
    /// The ids of tickets sent now: one for each station.
    pub tickets: &'a [KitchenTicketId],
}

type Decision = Result<Vec<OrderEvent>, OrderRejection>;

/// What the command makes happen. Nothing where it has happened already.
pub fn decide(order: &Order, command: &OrderCommand, context: &Context<'_>) -> Decision {
    match order {
        Order::Open(order) => {
            let mut events = decide_open(order, command, context)?;
            events.extend(tell(order, command, &events, context));
            let opening = order.number.is_none() && !events.is_empty();
            let opened = opening.then(|| {
                OrderEvent::Opened(Opened {
                    number: context.number.clone(),
                    channel: Channel::default(),
                })
            });
            Ok(opened.into_iter().chain(events).collect())
        }
        Order::Settled(order) => match command {
            OrderCommand::MarkTicket { ticket, state } => {
                mark(&order.kitchen, *ticket, *state, context)
            }
            OrderCommand::Refund { .. } => refund(order, command, context),
            _ => Err(OrderRejection::AlreadySettled),
        },
    }
}

fn decide_open(order: &OpenOrder, command: &OrderCommand, context: &Context<'_>) -> Decision {
    match command {
        OrderCommand::Tap { product, line } => tap(order, *product, *line, context),
        OrderCommand::AddLine {
            line,
            item,
            quantity,
            modifiers,
            note,
        } => {
            let added = new_line(*line, item, *quantity, modifiers.as_deref(), note, context)?;
            add(order, added)
        }
        OrderCommand::StepQuantity { line, by } => step(order, *line, *by),
        OrderCommand::EditLine {
            line,
            modifiers,
            note,
        } => edit(order, *line, modifiers, note, context),
        OrderCommand::TakeOne { line, into } => take_one(order, *line, *into),
        OrderCommand::RemoveLine { line } => remove(order, *line),
        OrderCommand::RestoreLine { line, into } => restore(order, *line, *into),
        OrderCommand::SetChannel { channel } => {
            let same = order.channel == *channel && order.number.is_some();
            let set = OrderEvent::ChannelSet(ChannelSet { channel: *channel });
            Ok(if same { Vec::new() } else { vec![set] })
        }
        OrderCommand::SetDiscount { line, cut, reason } => {
            set_discount(order, *line, *cut, reason, context)
        }
        OrderCommand::SetName { name } => set_name(order, name),
        // What the stations are told comes with whatever else happens.
        OrderCommand::Send => Ok(Vec::new()),
        OrderCommand::MarkTicket { ticket, state } => {
            mark(&order.kitchen, *ticket, *state, context)
        }
        OrderCommand::Void { reason } => void(order, reason, context),
        OrderCommand::Settle {
            tenders,
            total,
            tip,
        } => settle(order, tenders, (*total, *tip), context),
        OrderCommand::Refund { .. } => Err(OrderRejection::NotPaid),
    }
}

fn tap(order: &OpenOrder, id: ProductId, line: LineId, context: &Context<'_>) -> Decision {
    let fresh = new_line(line, &Item::Product(id), Quantity::ONE, None, "", context)?;
    if knows(order, line) {
        return Ok(Vec::new());
    }
    let same = |held: &&FoldedLine| {
        held.added.product == fresh.product
            && held.added.unit_price == fresh.unit_price
            && held.added.tax == fresh.tax
            && held.modifiers == fresh.modifiers
            && held.note.is_empty()
            && held.discount.is_none()
    };
    match order.lines.iter().find(same) {
        Some(held) => step(order, held.added.line, THOUSANDTHS),
        None => add(order, fresh),
    }
}

fn knows(order: &OpenOrder, line: LineId) -> bool {
    let mut held = order.lines.iter().chain(&order.removed);
    held.any(|held| held.added.line == line) || order.elsewhere.contains(&line)
}

fn find(order: &OpenOrder, line: LineId) -> Result<&FoldedLine, OrderRejection> {
    order.line(line).ok_or(OrderRejection::NoSuchLine { line })
}

fn new_line(
    line: LineId,
    item: &Item,
    quantity: Quantity,
    modifiers: Option<&[ModifierId]>,
    note: &str,
    context: &Context<'_>,
) -> Result<LineAdded, OrderRejection> {
    check_text(note)?;
    let (product, unit_price) = match item {
        Item::Amount { name, price } => {
            return free_amount(line, name, *price, quantity, note, context);
        }
        Item::Product(id) => {
            let product = find_product(context, *id)?;
            let Price::Of(price) = product.price else {
                let name = product.name.clone();
                return Err(OrderRejection::PriceMissing { product: *id, name });
            };
            (product, price)
        }
        Item::Priced { product, price } => (find_product(context, *product)?, *price),
    };
    let modifiers = match modifiers {
        Some(ids) => choose(context.menu, product, ids)?,
        None => usual(context.menu, product),
    };
    let category = product.category.and_then(|id| context.menu.category(id));
    let added = LineAdded {
        line,
        product: Some(product.id),
        name: product.name.clone(),
        category: category.map(|category| LineCategory {
            id: category.id,
            name: category.name.clone(),
        }),
        quantity,
        unit_price,
        tax: rate_of(product, context.tax),
        tax_mode: context.tax_mode,
        modifiers,
        note: note.to_owned(),
    };
    check_price(added)
}

fn find_product<'a>(
    context: &Context<'a>,
    product: ProductId,
) -> Result<&'a Product, OrderRejection> {
    context
        .menu
        .product(product)
        .ok_or(OrderRejection::NoSuchProduct { product })
}

const fn rate_of(product: &Product, usual: TaxRate) -> TaxRate {
    match product.tax {
        ProductTax::Business => usual,
        ProductTax::Rate(rate) => rate,
    }
}

fn free_amount(
    line: LineId,
    name: &str,
    price: Money,
    quantity: Quantity,
    note: &str,
    context: &Context<'_>,
) -> Result<LineAdded, OrderRejection> {
    check_text(name)?;
    if price.is_zero() {
        return Err(OrderRejection::PriceOutOfRange);
    }
    check_price(LineAdded {
        line,
        product: None,
        name: name.to_owned(),
        category: None,
        quantity,
        unit_price: price,
        tax: context.tax,
        tax_mode: context.tax_mode,
        modifiers: Vec::new(),
        note: note.to_owned(),
    })
}

fn check_text(text: &str) -> Result<(), OrderRejection> {
    if text.chars().count() <= usize::from(TEXT_MAX) {
        Ok(())
    } else {
        Err(OrderRejection::TextTooLong { max: TEXT_MAX })
    }
}

fn check_price(added: LineAdded) -> Result<LineAdded, OrderRejection> {
    let unit = added.unit_price + added.modifiers.iter().map(|modifier| modifier.price).sum();
    let in_range = |price: Money| !price.is_negative() && price.to_minor() <= UNIT_PRICE_MAX;
    if in_range(added.unit_price) && in_range(unit) && added.quantity.times(unit).is_some() {
        Ok(added)
    } else {
        Err(OrderRejection::PriceOutOfRange)
    }
}

fn add(order: &OpenOrder, added: LineAdded) -> Decision {
    if knows(order, added.line) {
        return Ok(Vec::new());
    }
    if order.lines.len() as i64 >= LINES_PER_ORDER_MAX {
        return Err(OrderRejection::TooManyLines {
            max: LINES_PER_ORDER_MAX as u16,
        });
    }
    Ok(vec![OrderEvent::LineAdded(added)])
}

fn step(order: &OpenOrder, line: LineId, by: i64) -> Decision {
    let held = find(order, line)?;
    let after = held.quantity.to_thousandths().saturating_add(by);
    if by == 0 || after < 0 {
        return Err(OrderRejection::QuantityOutOfRange);
    }
    if after == 0 {
        return Ok(vec![OrderEvent::LineRemoved(LineRemoved { line })]);
    }
    let quantity = Quantity::thousandths(after).map_err(|_| OrderRejection::QuantityOutOfRange)?;
    let amount = quantity.times(held.unit_price());
    amount.ok_or(OrderRejection::PriceOutOfRange)?;
    Ok(vec![OrderEvent::QuantityChanged(QuantityChanged {
        line,
        by,
    })])
}

fn edit(
    order: &OpenOrder,
    line: LineId,
    ids: &[ModifierId],
    note: &str,
    context: &Context<'_>,
) -> Decision {
    check_text(note)?;
    let held = find(order, line)?;
    let modifiers = match held.added.product {
        Some(id) => choose(context.menu, find_product(context, id)?, ids)?,
        None => Vec::new(),
    };
    if held.modifiers == modifiers && held.note == note {
        return Ok(Vec::new());
    }
    let mut edited = held.added.clone();
    (edited.quantity, edited.modifiers) = (held.quantity, modifiers.clone());
    check_price(edited)?;
    Ok(vec![OrderEvent::LineEdited(LineEdited {
        line,
        modifiers,
        note: note.to_owned(),
    })])
}

/// A line like another, and what is taken off it: all that is taken off the other, or of an amount nothing, where the
/// other stays.
fn copy_of(held: &FoldedLine, line: LineId, quantity: Quantity, stays: bool) -> Vec<OrderEvent> {
    let mut added = held.added.clone();
    (added.line, added.quantity) = (line, quantity);
    (added.modifiers, added.note) = (held.modifiers.clone(), held.note.clone());
    let taken = |discount: &&Discount| !stays || matches!(discount.cut, Cut::Part(_));
    let discount = held.discount.as_ref().filter(taken).cloned();
    let set = discount.map(|discount| {
        OrderEvent::DiscountSet(DiscountSet {
            line: Some(line),
            discount: Some(discount),
        })
    });
    std::iter::once(OrderEvent::LineAdded(added))
        .chain(set)
        .collect()
}

fn take_one(order: &OpenOrder, line: LineId, into: LineId) -> Decision {
    let held = find(order, line)?;
    if knows(order, into) {
        return Ok(Vec::new());
    }
    if held.quantity <= Quantity::ONE {
        return Err(OrderRejection::NothingToTake);
    }
    let less = OrderEvent::QuantityChanged(QuantityChanged {
        line,
        by: -THOUSANDTHS,
    });
    let copy = copy_of(held, into, Quantity::ONE, true);
    Ok(std::iter::once(less).chain(copy).collect())
}

fn remove(order: &OpenOrder, line: LineId) -> Decision {
    if order.removed.iter().any(|held| held.added.line == line) {
        return Ok(Vec::new());
    }
    find(order, line)?;
    Ok(vec![OrderEvent::LineRemoved(LineRemoved { line })])
}

fn restore(order: &OpenOrder, line: LineId, into: LineId) -> Decision {
    if knows(order, into) {
        return Ok(Vec::new());
    }
    let removed = order.removed.iter().find(|held| held.added.line == line);
    let removed = removed.ok_or(OrderRejection::NoSuchLine { line })?;
    Ok(copy_of(removed, into, removed.quantity, false))
}

impl From<ChoiceError> for OrderRejection {
    fn from(error: ChoiceError) -> Self {
        match error {
            ChoiceError::NotOffered(modifier) => Self::ModifierNotOffered { modifier },
            ChoiceError::TooFew { name, min, .. } => Self::TooFewModifiers { group: name, min },
            ChoiceError::TooMany { name, max, .. } => Self::TooManyModifiers { group: name, max },
        }
    }
}
