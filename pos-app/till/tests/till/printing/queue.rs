//! The queue: nothing is lost in it, nothing comes out twice or too late unasked.

use super::{has, read, ready, refused};
use crate::support::id;
use paper_printer::Condition;
use shared::id::OrderId;
use shared::printing::{Paper, PrintCommand, PrintRejection, PrintState, PrintTrouble};
use till::{Lane, Turn};

#[test]
fn without_paper_everything_is_sold_and_comes_out_later_in_its_order() {
    let (mut bench, printer) = ready();
    printer.become_condition(Condition::OutOfPaper);
    let first = bench.pay_in_cash(1, 5_000);
    assert_eq!(bench.run_printer(), 1);
    let second = bench.pay_in_cash(2, 6_000);
    let view = bench.printing();
    assert_eq!(view.trouble, Some(PrintTrouble::OutOfPaper));
    assert_eq!(bench.states(), [PrintState::Waiting, PrintState::Waiting]);
    printer.job();
    printer.become_condition(Condition::Ready);
    bench.pass(30_000);
    assert_eq!(bench.run_printer(), 2);
    for receipt in [first, second] {
        let printed = read(printer.job());
        assert!(has(&printed, &receipt.to_string()), "{receipt}");
        assert!(!has(&printed, "DUPLICADO"));
        // Half a minute later nobody stands at the drawer.
        assert_eq!(printed.pulses(), 0);
    }
    assert_eq!(bench.printing().trouble, None);
}

#[test]
fn what_may_be_on_paper_is_not_printed_again_unasked() {
    let (mut bench, printer) = ready();
    printer.become_condition(Condition::MuteAndClosesAfter(40));
    let receipt = bench.pay_in_cash(1, 5_000);
    bench.run_printer();
    printer.job();
    printer.become_condition(Condition::Ready);
    bench.pass(60_000);
    assert_eq!(bench.run_printer(), 0);
    assert_eq!(bench.states(), [PrintState::Unsure]);
    let job = bench.printing().jobs[0].job;
    bench.print(PrintCommand::Again { job }).unwrap();
    assert_eq!(bench.run_printer(), 1);
    let printed = read(printer.job());
    assert!(has(&printed, "DUPLICADO") && has(&printed, &receipt.to_string()));
    assert_eq!(printed.pulses(), 0);
    let gone = bench.print(PrintCommand::Leave { job });
    assert_eq!(refused(gone), PrintRejection::NoSuchJob);
}

#[test]
fn what_may_be_on_paper_makes_a_copy_of_the_next_though_it_was_left() {
    let (mut bench, printer) = ready();
    printer.become_condition(Condition::MuteAndClosesAfter(40));
    let receipt = bench.pay_in_cash(1, 5_000);
    bench.run_printer();
    printer.job();
    printer.become_condition(Condition::Ready);
    let job = bench.printing().jobs[0].job;
    bench.print(PrintCommand::Leave { job }).unwrap();
    let order = OrderId(id(1_000));
    let again = PrintCommand::Print(Paper::Receipt { order, receipt });
    bench.print(again).unwrap();
    assert_eq!(bench.run_printer(), 1);
    assert!(has(&read(printer.job()), "DUPLICADO"));
}

#[test]
fn many_papers_that_are_too_late_hold_no_new_one_up() {
    let (mut bench, printer) = ready();
    printer.become_condition(Condition::CoverOpen);
    for number in 1..=130 {
        bench.pay_in_cash(number, 5_000);
    }
    bench.run_printer();
    printer.job();
    printer.become_condition(Condition::Ready);
    bench.pass(3_600_000);
    let new = bench.pay_in_cash(200, 5_000);
    assert_eq!(bench.run_printer(), 1);
    let printed = read(printer.job());
    assert!(has(&printed, &new.to_string()));
    assert_eq!(printed.pulses(), 1);
}

#[test]
fn a_clock_that_is_set_back_brings_no_old_paper_and_stops_no_new_one() {
    let (mut bench, printer) = ready();
    printer.become_condition(Condition::CoverOpen);
    bench.pay_in_cash(1, 5_000);
    bench.run_printer();
    printer.job();
    printer.become_condition(Condition::Ready);
    bench.pass(-86_400_000);
    assert_eq!(bench.run_printer(), 0);
    assert_eq!(bench.states(), [PrintState::Late]);
    let new = bench.pay_in_cash(2, 5_000);
    assert_eq!(bench.run_printer(), 1);
    assert!(has(&read(printer.job()), &new.to_string()));
}

#[test]
fn a_program_prints_nothing() {
    let (mut bench, _printer) = ready();
    bench.till().be_unattended();
    let receipt = bench.pay_in_cash(1, 5_000);
    let order = OrderId(id(1_000));
    bench
        .print(PrintCommand::Print(Paper::Receipt { order, receipt }))
        .unwrap();
    bench.print(PrintCommand::Test).unwrap();
    assert_eq!(bench.run_printer(), 0);
    assert!(bench.printing().jobs.is_empty());
}

#[test]
fn a_program_that_ends_while_it_prints_does_not_print_twice() {
    let (mut bench, printer) = ready();
    bench.pay_in_cash(1, 5_000);
    assert!(matches!(
        bench.till().next_print(Lane::Counter).unwrap(),
        Turn::Print(_)
    ));
    bench.restart();
    assert_eq!(bench.run_printer(), 0);
    assert_eq!(bench.states(), [PrintState::Unsure]);
    let job = bench.printing().jobs[0].job;
    bench.print(PrintCommand::Leave { job }).unwrap();
    assert!(bench.printing().jobs.is_empty());
    // What only waited comes out after a restart.
    let waited = bench.pay_in_cash(2, 5_000);
    bench.restart();
    assert_eq!(bench.run_printer(), 1);
    assert!(has(&read(printer.job()), &waited.to_string()));
}

#[test]
fn an_old_paper_is_not_printed_unasked() {
    let (mut bench, printer) = ready();
    printer.become_condition(Condition::CoverOpen);
    bench.pay_in_cash(1, 5_000);
    bench.run_printer();
    printer.job();
    printer.become_condition(Condition::Ready);
    bench.pass(11 * 60_000);
    assert_eq!(bench.states(), [PrintState::Late]);
    assert_eq!(bench.run_printer(), 0);
    assert_eq!(bench.states(), [PrintState::Late]);
    let job = bench.printing().jobs[0].job;
    bench.print(PrintCommand::Again { job }).unwrap();
    assert_eq!(bench.run_printer(), 1);
    assert!(!has(&read(printer.job()), "DUPLICADO"));
    // A day later nobody wants what nobody asked for.
    printer.become_condition(Condition::CoverOpen);
    bench.pay_in_cash(2, 5_000);
    bench.pass(25 * 3_600_000);
    bench.run_printer();
    bench.till().tidy().unwrap();
    assert!(bench.printing().jobs.is_empty());
}

#[test]
fn a_second_copy_says_that_it_is_one() {
    let (mut bench, printer) = ready();
    let receipt = bench.pay_in_cash(1, 5_000);
    let order = OrderId(id(1_000));
    let again = || {
        PrintCommand::Print(Paper::Receipt {
            order,
            receipt: receipt.clone(),
        })
    };
    // It waits already: nothing is added, and it waits from now on.
    printer.become_condition(Condition::CoverOpen);
    bench.run_printer();
    printer.job();
    bench.pass(9 * 60_000);
    printer.become_condition(Condition::Ready);
    bench.print(again()).unwrap();
    bench.pass(2 * 60_000);
    assert_eq!(bench.run_printer(), 1);
    assert!(!has(&read(printer.job()), "DUPLICADO"));
    bench.print(again()).unwrap();
    assert_eq!(bench.run_printer(), 1);
    let printed = read(printer.job());
    assert!(has(&printed, "DUPLICADO"));
    assert_eq!(printed.pulses(), 0);
    // Long after the queue has forgotten.
    bench.pass(4 * 86_400_000);
    bench.till().tidy().unwrap();
    bench.print(again()).unwrap();
    assert_eq!(bench.run_printer(), 1);
    assert!(has(&read(printer.job()), "DUPLICADO"));
}
