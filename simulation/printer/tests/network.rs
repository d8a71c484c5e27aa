//! The printer behind its socket.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use paper_printer::{Condition, TcpPrinter};
use std::io::{Read, Write};
use std::net::TcpStream;

fn answers(condition: Condition) -> [u8; 3] {
    let printer = TcpPrinter::start(condition).unwrap();
    let mut stream = TcpStream::connect(printer.address()).unwrap();
    let mut answers = [0; 3];
    for (which, answer) in [1, 2, 4].into_iter().zip(&mut answers) {
        stream.write_all(&[0x10, 0x04, which]).unwrap();
        stream.read_exact(std::slice::from_mut(answer)).unwrap();
    }
    answers
}

#[test]
fn it_says_how_it_is() {
    assert_eq!(answers(Condition::Ready), [0x16, 0x12, 0x12]);
    assert_eq!(answers(Condition::OutOfPaper), [0x1a, 0x32, 0x7e]);
    assert_eq!(answers(Condition::CoverOpen), [0x1a, 0x16, 0x12]);
    assert_eq!(answers(Condition::PaperLow), [0x16, 0x12, 0x1e]);
}

#[test]
fn a_job_is_what_came_without_the_questions() {
    let printer = TcpPrinter::start(Condition::Ready).unwrap();
    let mut stream = TcpStream::connect(printer.address()).unwrap();
    stream.write_all(b"one\n\x10\x04\x01two\n").unwrap();
    drop(stream);
    assert_eq!(printer.job().unwrap(), b"one\ntwo\n");
}
