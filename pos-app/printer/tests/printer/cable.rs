//! A printer at a cable: a device file that takes bytes and answers. A pseudo-terminal stands for it.

use super::receipt::receipt;
use super::stand::profile;
use printer::device::{Device, Failure, Limits};
use printer::escpos::{CodePage, encode};
use printer::paper::Width;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The two ends of a cable. The device file is held open, as a device is there also while nobody prints.
struct Cable {
    device: Device,
    held: File,
    printer: File,
}

fn plugged_in() -> Cable {
    let printer = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&printer).unwrap();
    unlockpt(&printer).unwrap();
    let name = ptsname(&printer, Vec::new()).unwrap();
    let path = PathBuf::from(name.into_string().unwrap());
    let held = OpenOptions::new()
        .read(true)
        .write(true)
        .open(&path)
        .unwrap();
    let mut settings = tcgetattr(&held).unwrap();
    settings.make_raw();
    tcsetattr(&held, OptionalActions::Now, &settings).unwrap();
    Cable {
        device: Device::File { path },
        held,
        printer: printer.into(),
    }
}

/// Takes a job and answers each question with one of these, until the cable is pulled.
fn printing(mut printer: File, answers: Option<[u8; 5]>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut job = Vec::new();
        let mut byte = [0];
        while matches!(printer.read(&mut byte), Ok(1)) {
            job.push(byte[0]);
            if let [.., 0x10, 0x04, which @ 1..=4] = job[..] {
                job.truncate(job.len() - 3);
                if let Some(answers) = answers {
                    printer.write_all(&[answers[usize::from(which)]]).unwrap();
                }
            }
        }
        job
    })
}

fn job() -> Vec<u8> {
    encode(&receipt(), &profile(Width::Mm58, CodePage::Cp850))
}

fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(20),
        write: Duration::from_secs(20),
        answer: Duration::from_secs(20),
    }
}

#[test]
fn a_printer_at_a_cable_answers_and_gets_every_byte() {
    let cable = plugged_in();
    let printed = printing(cable.printer, Some([0, 0x16, 0x12, 0x12, 0x1e]));
    let delivered = cable.device.print(&job(), &limits()).unwrap();
    assert!(delivered.status.unwrap().paper_low);
    drop(cable.held);
    assert_eq!(printed.join().unwrap(), job());
}

#[test]
fn a_printer_at_a_cable_without_paper_gets_nothing() {
    let cable = plugged_in();
    let printed = printing(cable.printer, Some([0, 0x1e, 0x32, 0x12, 0x7e]));
    let failure = cable.device.print(&job(), &limits()).unwrap_err();
    assert!(
        matches!(failure, Failure::OutOfPaper { written: 0 }),
        "{failure:?}"
    );
    drop(cable.held);
    assert_eq!(printed.join().unwrap(), b"");
}

#[test]
fn a_printer_at_a_cable_that_cannot_answer_is_printed_on() {
    let cable = plugged_in();
    let printed = printing(cable.printer, None);
    let limits = Limits {
        answer: Duration::from_millis(50),
        ..limits()
    };
    assert_eq!(cable.device.print(&job(), &limits).unwrap().status, None);
    drop(cable.held);
    assert_eq!(printed.join().unwrap(), job());
}

#[test]
fn a_printer_that_takes_no_more_leaves_the_cable_free() {
    let cable = plugged_in();
    let limits = Limits {
        answer: Duration::from_millis(50),
        write: Duration::from_millis(200),
        ..limits()
    };
    let began = Instant::now();
    // More than a cable holds while nobody reads.
    let failure = cable
        .device
        .print(&vec![b' '; 1 << 20], &limits)
        .unwrap_err();
    assert!(
        matches!(failure, Failure::TimedOut { written } if written < 1 << 20),
        "{failure:?}"
    );
    assert!(began.elapsed() < Duration::from_secs(20));
    // Nothing of the first job holds the device: the next one is tried at once.
    let printed = printing(cable.printer, Some([0, 0x16, 0x12, 0x12, 0x12]));
    let again = Limits {
        answer: Duration::from_secs(20),
        ..limits
    };
    assert!(cable.device.status(&again).unwrap().is_some());
    drop(cable.held);
    printed.join().unwrap();
}
