//! One open file as SQLite sees it.

use super::code;
use crate::disk::Handle;
use crate::shm;
use rusqlite::ffi::{self, sqlite3_file, sqlite3_io_methods};
use std::ffi::{c_int, c_void};
use std::ptr;
use std::slice;
use std::sync::atomic::{Ordering, fence};

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// What we lay into the room that SQLite gives for a file: its own header, then our handle.
#[repr(C)]
pub struct File {
    header: sqlite3_file,
    handle: *mut Handle,
}

impl File {
    /// Lays a handle down; `close` takes it up again.
    ///
    /// # Safety
    /// `file` has room for a `File` and holds none yet.
    pub unsafe fn place(file: *mut sqlite3_file, handle: Handle) {
        let placed = Self {
            header: sqlite3_file {
                pMethods: &raw const METHODS,
            },
            handle: Box::into_raw(Box::new(handle)),
        };
        // SAFETY: the caller's promise; SQLite's allocation is aligned for pointers.
        unsafe { ptr::write(file.cast::<Self>(), placed) };
    }
}

/// The handle of a file.
///
/// # Safety
/// `file` was placed by [`File::place`] and not closed yet, and SQLite uses it from one thread at a time, as it does
/// with every file of a connection.
unsafe fn handle<'a>(file: *mut sqlite3_file) -> &'a mut Handle {
    // SAFETY: the caller's promise.
    unsafe { &mut *(*file.cast::<File>()).handle }
}

fn size(value: i64) -> usize {
    usize::try_from(value).expect("SQLite's offsets and lengths are not negative")
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: an open file of ours; its handle came from a box, and after this SQLite does not use it any more.
    unsafe {
        drop(Box::from_raw((*file.cast::<File>()).handle));
        (*file).pMethods = ptr::null();
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    out: *mut c_void,
    length: c_int,
    at: i64,
) -> c_int {
    // SAFETY: an open file of ours, and `out` has room for `length` bytes. They are set first, since a reference to
    // memory that was never written would not be sound.
    let (handle, buffer) = unsafe {
        ptr::write_bytes(out.cast::<u8>(), 0, size(length.into()));
        let buffer = slice::from_raw_parts_mut(out.cast::<u8>(), size(length.into()));
        (handle(file), buffer)
    };
    match handle.read(size(at), buffer) {
        Ok(true) => ffi::SQLITE_OK,
        Ok(false) => ffi::SQLITE_IOERR_SHORT_READ,
        Err(code) => code,
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    bytes: *const c_void,
    length: c_int,
    at: i64,
) -> c_int {
    // SAFETY: an open file of ours, and `bytes` points to `length` bytes.
    let (handle, bytes) = unsafe {
        let bytes = slice::from_raw_parts(bytes.cast::<u8>(), size(length.into()));
        (handle(file), bytes)
    };
    code(handle.write(size(at), bytes))
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: i64) -> c_int {
    // SAFETY: an open file of ours.
    code(unsafe { handle(file) }.set_length(size(length)))
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file of ours.
    code(unsafe { handle(file) }.sync())
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: an open file of ours.
    match unsafe { handle(file) }.length() {
        Ok(length) => {
            // SAFETY: `out` may be written.
            unsafe { *out = i64::try_from(length).unwrap_or(i64::MAX) };
            ffi::SQLITE_OK
        }
        Err(code) => code,
    }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file of ours.
    taken(unsafe { handle(file) }.lock(level))
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file of ours.
    unsafe { handle(file) }.unlock(level);
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: an open file of ours.
    match unsafe { handle(file) }.is_reserved() {
        Ok(reserved) => {
            // SAFETY: `out` may be written.
            unsafe { *out = c_int::from(reserved) };
            ffi::SQLITE_OK
        }
        Err(code) => code,
    }
}

unsafe extern "C" fn file_control(_: *mut sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut sqlite3_file) -> c_int {
    c_int::try_from(crate::SECTOR_BYTES).expect("a sector is small")
}

/// The same promise as SQLite's own VFS on Unix: bytes beside a write are not harmed by a power cut.
unsafe extern "C" fn characteristics(_: *mut sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    index: c_int,
    bytes: c_int,
    make: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file of ours.
    let shm = match unsafe { handle(file) }.shm() {
        Ok(shm) => shm,
        Err(code) => return code,
    };
    let region = shm.region(size(index.into()), size(bytes.into()), make != 0);
    // The words are atomics, so that writing through this pointer is allowed; they live until the handle lets go.
    let address = region.map_or(ptr::null_mut(), |region| {
        region.as_ptr().cast_mut().cast::<c_void>()
    });
    // SAFETY: `out` may be written.
    unsafe { *out = address };
    ffi::SQLITE_OK
}

unsafe extern "C" fn shm_lock(
    file: *mut sqlite3_file,
    first: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    // SAFETY: an open file of ours.
    let Some((shm, number)) = unsafe { handle(file) }.mapped() else {
        return ffi::SQLITE_IOERR_SHMLOCK;
    };
    let mask = shm::mask(first, count);
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        shm.unlock(number, mask);
        return ffi::SQLITE_OK;
    }
    let exclusive = flags & ffi::SQLITE_SHM_EXCLUSIVE != 0;
    taken(Ok(shm.lock(number, mask, exclusive)))
}

unsafe extern "C" fn shm_barrier(_: *mut sqlite3_file) {
    fence(Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file of ours.
    unsafe { handle(file) }.leave_shm();
    ffi::SQLITE_OK
}

fn taken(answer: Result<bool, i32>) -> c_int {
    match answer {
        Ok(true) => ffi::SQLITE_OK,
        Ok(false) => ffi::SQLITE_BUSY,
        Err(code) => code,
    }
}
