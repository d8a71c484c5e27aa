//! Scripts that found a bug, each played again: what they broke must hold for ever.

use simulation::{Script, play};

/// What a script breaks today: nothing.
fn broken(script: &str) -> Option<String> {
    let script: Script = match script.parse() {
        Ok(script) => script,
        Err(error) => return Some(format!("not a script: {error}")),
    };
    let played = play(&script, 60);
    println!("{}", played.lines.join("\n"));
    let promises = played.violation.map(|violation| violation.to_string());
    // A script that checks nothing would hold whatever is broken.
    let checked = played.tally.of("quiet moments checked") > 0;
    promises.or_else(|| (!checked).then(|| "nothing was checked".to_owned()))
}

/// Seed 260. A sync failed, the file was opened again and went on behind what had not become durable; a power cut much
/// later took every sale since with it.
#[test]
fn after_a_sync_that_failed_nothing_is_appended_behind_a_hole() {
    let script = include_str!("scripts/a_hole_in_the_wal.script");
    assert_eq!(broken(script), None);
}

/// Seed 254. The sync of a revoked till rested for five minutes to the second, so that what it sold meanwhile was
/// handed in later than that.
#[test]
fn what_a_revoked_till_sells_is_handed_in_within_five_minutes() {
    let script = include_str!("scripts/a_revoked_till_that_sells.script");
    assert_eq!(broken(script), None);
}

/// Seed 160. A copy of a till that sold nothing itself never heard that the other one went on in their series: it rested,
/// and lacked what the other had sold.
#[test]
fn a_copy_that_only_listens_finds_out_as_well() {
    let script = include_str!("scripts/a_quiet_copy.script");
    assert_eq!(broken(script), None);
}

/// Seed 1348. Older files were put back; while the first hello was on its way a sale was recorded, and the server's answer,
/// that it held more than had been said, was taken to cover that sale too: it never left the till.
#[test]
fn what_is_sold_while_a_hello_is_on_its_way_is_not_taken_for_known() {
    let script = include_str!("scripts/sold_while_the_hello_was_on_its_way.script");
    assert_eq!(broken(script), None);
}

/// Seed 1349. A till and its copy went on in one series, and the server was restored to a place beyond where they parted,
/// which the till's samples passed over: each push was refused because its chain did not fit, and nobody asked why.
#[test]
fn a_chain_that_does_not_fit_a_restored_server_is_asked_about() {
    let script = include_str!("scripts/two_chains_and_an_older_server.script");
    assert_eq!(broken(script), None);
}

/// Seed 130. A push that found nobody for long was repeated first to a server that had been restored meanwhile; it was
/// refused, and the hello that would have said from where to send waited as long again.
#[test]
fn a_hello_after_a_refused_push_does_not_wait_as_for_a_server_that_is_away() {
    let script = include_str!("scripts/a_repeated_push_to_a_restored_server.script");
    assert_eq!(broken(script), None);
}

/// Seed 2303. What a server lacked after its restore was handed back by a copy of the till that had written it; the server
/// let the same moment count for all of it, and so another price stood last than on the till.
#[test]
fn what_is_handed_back_counts_in_the_order_it_counted_in() {
    let script = include_str!("scripts/handed_back_in_order.script");
    assert_eq!(broken(script), None);
}

/// Seed 2415. A till and its copy held the same token of a restored server; the one that was told to go on in another series
/// was counted as one for whom the token had been taken. The mistake was the checker's.
#[test]
fn who_is_told_that_it_is_a_copy_has_used_no_token_up() {
    let script = include_str!("scripts/told_that_it_is_a_copy.script");
    assert_eq!(broken(script), None);
}

/// Seed 820. A till's clock had been wrong by years; after a restore of the server its copy handed the till's own entries in,
/// before it knew that it was a copy. Another moment counted for them than before, and the till, whose feed left its own
/// entries out, went on with the old one and showed other prices than everybody else.
#[test]
fn a_till_hears_what_counts_of_its_own_entries_when_a_copy_hands_them_in() {
    let script = include_str!("scripts/a_copy_handed_in_the_series.script");
    assert_eq!(broken(script), None);
}

/// Seed 7079. Older files were put back while another till was off, which might have held what was lost with them; once it
/// was on, and held nothing of it, nobody asked again. The mistake was the checker's.
#[test]
fn what_a_till_that_was_off_does_not_hold_either_is_lost() {
    let script = include_str!("scripts/lost_while_another_till_was_off.script");
    assert_eq!(broken(script), None);
}

/// Seed 783. A server was restored, and what another till had handed back for this one came back as its own words about a
/// shift that had its Z: they stood behind the opening of the next shift, and the till forgot that this one was open.
#[test]
fn an_open_shift_is_not_forgotten_for_an_older_one_that_is_handed_back() {
    let script = include_str!("scripts/an_older_shift_is_handed_back.script");
    assert_eq!(broken(script), None);
}

/// Seed 4034. Older files were put back on a till that nobody had heard of yet, while the disk of another one failed: that
/// other one could not be asked, and was taken to hold what was lost. The mistake was the checker's.
#[test]
fn what_a_failing_disk_cannot_be_asked_for_is_not_taken_to_be_on_it() {
    let script = include_str!("scripts/lost_while_another_disk_failed.script");
    assert_eq!(broken(script), None);
}

/// Seed 4895. A till lost its WAL and its witness and wrote other entries at places that the server knew; then files from
/// before that came back, with the newer witness. They had an entry where one was lost, and could not know of it. The
/// mistake was the checker's.
#[test]
fn files_that_have_an_entry_at_a_place_do_not_lack_another_one_there() {
    let script = include_str!("scripts/another_entry_at_a_lost_place.script");
    assert_eq!(broken(script), None);
}

/// Seed 5081. The commit of a join failed, and so did opening the file again. The till was not sure of its memory any more,
/// asked the server about a business that it had not joined, and kept the answer.
#[test]
fn a_till_that_is_not_sure_of_its_file_makes_sure_before_it_asks_the_server() {
    let script = include_str!("scripts/said_hello_before_it_was_sure.script");
    assert_eq!(broken(script), None);
}

/// Seed 8819. A till whose clock was days behind handed another's payment back to a restored server: it counted at the
/// carrier's clock, before the lines that it paid for, and a price would have lost against an older one.
#[test]
fn what_is_handed_back_counts_at_the_clock_it_was_written_with() {
    let script = include_str!("scripts/a_carrier_whose_clock_is_behind.script");
    assert_eq!(broken(script), None);
}

/// Seed 2757 of the worlds that move lines. A revoked till and its copy parted, and the server was restored: it took the
/// one's entries in and told the other that it was revoked, and nothing of the fork, so that what it had written alone never
/// came.
#[test]
fn a_revoked_till_is_told_that_a_copy_has_gone_on_in_its_series() {
    let script = include_str!("scripts/a_revoked_copy_and_an_older_server.script");
    assert_eq!(broken(script), None);
}

/// Seed 1495 of the worlds that move lines, a mistake of the world's: it took a machine that died while it was read for a
/// broken one.
#[test]
fn a_machine_that_dies_while_the_world_reads_it_is_looked_at_again() {
    let script = include_str!("scripts/dies_while_it_is_read.script");
    assert_eq!(broken(script), None);
}
