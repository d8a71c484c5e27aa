//! Bytes on their way, and each way to fail: in words that a person can act on, and within its time.

use super::receipt::receipt;
use super::stand::{as_picture, profile};
use paper_printer::{Condition, TcpPrinter, print};
use printer::device::{Delivered, Device, Failure, Limits};
use printer::escpos::{CodePage, encode};
use printer::paper::Width;
use std::net::TcpListener;
use std::time::{Duration, Instant};

/// Waits are long where an answer will come, and short where none will.
fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(20),
        write: Duration::from_secs(20),
        answer: Duration::from_secs(20),
    }
}

const SHORT: Duration = Duration::from_millis(200);

fn job() -> Vec<u8> {
    encode(&receipt(), &profile(Width::Mm80, CodePage::Cp858))
}

fn at(printer: &TcpPrinter) -> Device {
    Device::Tcp {
        address: printer.address(),
    }
}

/// What a printer in this condition makes of a receipt.
fn outcome(condition: Condition) -> Result<Delivered, Failure> {
    let printer = TcpPrinter::start(condition).unwrap();
    at(&printer).print(&job(), &limits())
}

#[test]
fn a_printer_that_is_well_gets_every_byte_and_says_so() {
    let printer = TcpPrinter::start(Condition::Ready).unwrap();
    let delivered = at(&printer).print(&job(), &limits()).unwrap();
    assert!(!delivered.status.unwrap().paper_low);
    let received = printer.job().unwrap();
    assert_eq!(received, job());
    assert!(
        print(&received, 576)
            .unwrap()
            .text()
            .contains(&"1 Cortado                               3.200,00".into())
    );
}

#[test]
fn a_picture_arrives_as_it_left_whatever_its_dots_read_like() {
    let printer = TcpPrinter::start(Condition::Ready).unwrap();
    let job = encode(&receipt(), &as_picture(Width::Mm80));
    at(&printer).print(&job, &limits()).unwrap();
    assert_eq!(printer.job().unwrap(), job);
}

#[test]
fn little_paper_is_said_and_prints() {
    let delivered = outcome(Condition::PaperLow).unwrap();
    assert!(delivered.status.unwrap().paper_low);
}

#[test]
fn a_printer_that_never_answers_is_printed_on() {
    let printer = TcpPrinter::start(Condition::Mute).unwrap();
    let limits = Limits {
        answer: SHORT,
        ..limits()
    };
    let delivered = at(&printer).print(&job(), &limits).unwrap();
    assert_eq!(delivered, Delivered { status: None });
    assert_eq!(printer.job().unwrap(), job());
}

#[test]
fn a_slow_printer_gets_every_byte() {
    let printer = TcpPrinter::start(Condition::Slow).unwrap();
    let job = encode(&receipt(), &as_picture(Width::Mm80));
    assert!(
        at(&printer)
            .print(&job, &limits())
            .unwrap()
            .status
            .is_some()
    );
    assert_eq!(printer.job().unwrap(), job);
}

#[test]
fn what_keeps_it_from_printing_is_said_before_anything_is_sent() {
    let out = outcome(Condition::OutOfPaper).unwrap_err();
    assert!(matches!(out, Failure::OutOfPaper { written: 0 }), "{out:?}");
    let open = outcome(Condition::CoverOpen).unwrap_err();
    assert!(
        matches!(open, Failure::CoverOpen { written: 0 }),
        "{open:?}"
    );
    let offline = outcome(Condition::Offline).unwrap_err();
    assert!(
        matches!(offline, Failure::Offline { written: 0 }),
        "{offline:?}"
    );
    assert_eq!(
        out.to_string(),
        "the printer is out of paper (0 bytes had left)"
    );
}

#[test]
fn paper_that_ends_in_the_middle_is_said_with_what_had_left() {
    let all = job().len();
    let ended = outcome(Condition::PaperEndsAfter(1_000)).unwrap_err();
    assert!(
        matches!(ended, Failure::OutOfPaper { written } if written == all),
        "{ended:?}"
    );
}

#[test]
fn when_there_is_paper_again_the_next_job_prints() {
    let printer = TcpPrinter::start(Condition::OutOfPaper).unwrap();
    assert!(at(&printer).print(&job(), &limits()).is_err());
    assert_eq!(printer.job().unwrap(), b"");
    printer.become_condition(Condition::Ready);
    assert!(at(&printer).status(&limits()).unwrap().is_some());
    at(&printer).print(&job(), &limits()).unwrap();
    assert_eq!(printer.job().unwrap(), b"");
    assert_eq!(printer.job().unwrap(), job());
}

#[test]
fn a_printer_that_hangs_costs_its_limits_and_no_more() {
    let printer = TcpPrinter::start(Condition::Hangs).unwrap();
    let limits = Limits {
        answer: SHORT,
        write: SHORT,
        ..limits()
    };
    // More than the system keeps for a connection that nobody reads.
    let job = vec![b' '; 64 << 20];
    let began = Instant::now();
    let failure = at(&printer).print(&job, &limits).unwrap_err();
    assert!(
        matches!(failure, Failure::TimedOut { written } if written > 0 && written < job.len()),
        "{failure:?}"
    );
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn a_printer_that_goes_away_in_the_middle_is_told_from_one_that_is_quiet() {
    for after in [1, 600, 2_000] {
        let printer = TcpPrinter::start(Condition::ClosesAfter(after)).unwrap();
        let job = encode(&receipt(), &as_picture(Width::Mm80));
        let failure = at(&printer).print(&job, &limits()).unwrap_err();
        assert!(
            matches!(failure, Failure::GoneHalfWay { .. }),
            "{after}: {failure:?}"
        );
        assert!(failure.written() <= job.len());
    }
}

#[test]
fn one_that_never_answered_is_missed_as_well() {
    let limits = Limits {
        answer: SHORT,
        ..limits()
    };
    for after in [40, 600, 2_000] {
        let condition = Condition::MuteAndClosesAfter(after);
        let printer = TcpPrinter::start(condition).unwrap();
        let failure = at(&printer).print(&job(), &limits).unwrap_err();
        assert!(
            matches!(failure, Failure::GoneHalfWay { .. }),
            "{after}: {failure:?}"
        );
    }
}

#[test]
fn where_nothing_listens_the_connection_is_refused() {
    let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    let failure = Device::Tcp { address }.print(b"x", &limits()).unwrap_err();
    assert!(matches!(failure, Failure::Refused), "{failure:?}");
    assert_eq!(failure.written(), 0);
}

#[test]
fn an_address_that_nobody_has_is_out_of_reach_within_its_time() {
    let limits = Limits {
        connect: SHORT,
        ..limits()
    };
    // A network that is for examples only: either there is no way to it, or nobody ever answers.
    let address = "192.0.2.1".to_owned();
    let began = Instant::now();
    let failure = Device::Tcp { address }.print(b"x", &limits).unwrap_err();
    assert!(
        matches!(failure, Failure::Unreachable { .. } | Failure::Refused),
        "{failure:?}"
    );
    assert!(began.elapsed() < Duration::from_secs(20));
    for address in ["", "two words", "host:notaport"] {
        let address = address.to_owned();
        let failure = Device::Tcp { address }.print(b"x", &limits).unwrap_err();
        assert!(matches!(failure, Failure::NoAddress { .. }), "{failure:?}");
    }
}

#[test]
fn a_plain_file_gets_one_job_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper");
    let device = Device::File { path: path.clone() };
    let delivered = device.print(b"one\n", &limits()).unwrap();
    assert_eq!(delivered.status, None);
    device.print(b"two\n", &limits()).unwrap();
    assert_eq!(std::fs::read(path).unwrap(), b"one\ntwo\n");
}

#[test]
fn a_device_that_is_not_plugged_in_is_not_made() {
    let path = std::path::PathBuf::from("/dev/usb/no-such-printer");
    let failure = Device::File { path: path.clone() }
        .print(b"x", &limits())
        .unwrap_err();
    assert!(matches!(failure, Failure::NotThere { .. }), "{failure:?}");
    assert!(!path.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_paper_says_it_is_full() {
    // The driver of a printer at a cable says so; here a device says it that never has room.
    let limits = Limits {
        answer: Duration::from_millis(20),
        ..limits()
    };
    let path = std::path::PathBuf::from("/dev/full");
    let failure = Device::File { path }.print(b"x", &limits).unwrap_err();
    assert!(matches!(failure, Failure::OutOfPaper { .. }), "{failure:?}");
    let path = std::path::PathBuf::from("/dev/null");
    let delivered = Device::File { path }.print(b"x", &limits).unwrap();
    assert_eq!(delivered.status, None);
}
