//! The disk as SQLite sees it: a VFS that routes files by their folder.
//!
//! Invariant: nothing here decides anything. Each function turns C pointers into a call of [`crate::disk::Core`] or
//! hands the call on to the VFS that was there before.
#![allow(
    unsafe_code,
    reason = "SQLite calls a VFS through C pointers; there is no safe way to be one"
)]

mod file;

use crate::mount;
use file::File;
use rusqlite::ffi::{self, sqlite3_file, sqlite3_vfs};
use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::path::Path;
use std::ptr;
use std::sync::Once;

static REGISTERED: Once = Once::new();

/// Puts our VFS before the one that was there, once for the process.
pub fn register() {
    REGISTERED.call_once(|| {
        // SAFETY: initialising SQLite and asking for its default VFS have no preconditions; the VFS that is found
        // lives as long as the process.
        let before = unsafe {
            ffi::sqlite3_initialize();
            ffi::sqlite3_vfs_find(ptr::null())
        };
        assert!(!before.is_null(), "SQLite has a VFS for this system");
        // SAFETY: `before` is a VFS that SQLite has initialised, and only its plain fields are read.
        let (os_file, longest_path) = unsafe { ((*before).szOsFile, (*before).mxPathname) };
        let own = c_int::try_from(size_of::<File>()).expect("a handle is a few words long");
        let vfs = Box::new(sqlite3_vfs {
            iVersion: 1,
            szOsFile: own.max(os_file),
            mxPathname: longest_path,
            pNext: ptr::null_mut(),
            zName: c"failing-disk".as_ptr(),
            pAppData: before.cast::<c_void>(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(last_error),
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        });
        // SAFETY: the VFS is complete, and leaked, so that it lives as long as the process.
        let code = unsafe { ffi::sqlite3_vfs_register(Box::leak(vfs), 1) };
        assert_eq!(code, ffi::SQLITE_OK, "SQLite takes a complete VFS");
    });
}

/// The VFS that was there before ours.
///
/// # Safety
/// `vfs` is ours, as SQLite hands it to our functions.
unsafe fn before(vfs: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    // SAFETY: ours is leaked, and its `pAppData` was set at registration.
    unsafe { (*vfs).pAppData.cast::<sqlite3_vfs>() }
}

/// The disk and the name of a path.
///
/// # Safety
/// `path` is null or a C string.
unsafe fn find(path: *const c_char) -> Option<(std::sync::Arc<crate::disk::Core>, String)> {
    if path.is_null() {
        return None;
    }
    // SAFETY: not null, so it is a C string, which SQLite keeps alive during the call.
    let path = unsafe { CStr::from_ptr(path) };
    mount::find(Path::new(OsStr::new(path.to_str().ok()?)))
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    path: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's contract for xOpen: `path` is null or a C string, `vfs` is ours, `file` has room for
    // `szOsFile` bytes and is not a file yet, `out_flags` is null or may be written.
    unsafe {
        let Some((core, name)) = find(path) else {
            let before = before(vfs);
            return match (*before).xOpen {
                Some(open) => open(before, path, file, flags, out_flags),
                None => ffi::SQLITE_CANTOPEN,
            };
        };
        // No methods: SQLite does not close a file that was not opened.
        (*file).pMethods = ptr::null();
        match core.open(&name, flags) {
            Ok(handle) => {
                File::place(file, handle);
                if !out_flags.is_null() {
                    *out_flags = flags;
                }
                ffi::SQLITE_OK
            }
            Err(code) => code,
        }
    }
}

unsafe extern "C" fn delete(
    vfs: *mut sqlite3_vfs,
    path: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: SQLite's contract for xDelete: `vfs` is ours, `path` a C string.
    unsafe {
        if let Some((core, name)) = find(path) {
            return code(core.remove(&name, sync_folder != 0));
        }
        let before = before(vfs);
        match (*before).xDelete {
            Some(delete) => delete(before, path, sync_folder),
            None => ffi::SQLITE_IOERR_DELETE,
        }
    }
}

unsafe extern "C" fn access(
    vfs: *mut sqlite3_vfs,
    path: *const c_char,
    flags: c_int,
    answer: *mut c_int,
) -> c_int {
    // SAFETY: SQLite's contract for xAccess: `vfs` is ours, `path` a C string, `answer` may be written.
    unsafe {
        if let Some((core, name)) = find(path) {
            *answer = c_int::from(core.has(&name));
            return ffi::SQLITE_OK;
        }
        let before = before(vfs);
        match (*before).xAccess {
            Some(access) => access(before, path, flags, answer),
            None => ffi::SQLITE_IOERR_ACCESS,
        }
    }
}

unsafe extern "C" fn full_pathname(
    vfs: *mut sqlite3_vfs,
    path: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite's contract for xFullPathname, handed on as it is.
    unsafe {
        let before = before(vfs);
        match (*before).xFullPathname {
            Some(full) => full(before, path, room, out),
            None => ffi::SQLITE_CANTOPEN,
        }
    }
}

unsafe extern "C" fn randomness(vfs: *mut sqlite3_vfs, bytes: c_int, out: *mut c_char) -> c_int {
    // SAFETY: SQLite's contract for xRandomness, handed on as it is.
    unsafe {
        let before = before(vfs);
        (*before)
            .xRandomness
            .map_or(0, |random| random(before, bytes, out))
    }
}

unsafe extern "C" fn sleep(vfs: *mut sqlite3_vfs, microseconds: c_int) -> c_int {
    // SAFETY: SQLite's contract for xSleep, handed on as it is.
    unsafe {
        let before = before(vfs);
        (*before)
            .xSleep
            .map_or(0, |sleep| sleep(before, microseconds))
    }
}

unsafe extern "C" fn current_time(vfs: *mut sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: SQLite's contract for xCurrentTime, handed on as it is.
    unsafe {
        let before = before(vfs);
        (*before)
            .xCurrentTime
            .map_or(ffi::SQLITE_ERROR, |time| time(before, out))
    }
}

unsafe extern "C" fn last_error(_: *mut sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}

/// SQLite's code for an answer.
fn code(answer: Result<(), i32>) -> c_int {
    answer.err().unwrap_or(ffi::SQLITE_OK)
}
