//! Where a private PostgreSQL lives and as which user it runs.
//!
//! `initdb` and `postgres` refuse to run as root, and whoever they run as must be able to reach the data: a home
//! folder with mode 700 on the way is a wall. Then the cluster gets a place of its own under /var/lib and the data
//! folder keeps a pointer to it.

use super::private::PrivateError;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The longest folder in which PostgreSQL's socket still fits (108 bytes with its name and the final zero).
const SOCKET_FOLDER_MAX: usize = 90;
const POINTER: &str = "postgres.place";
const SOCKET_POINTER: &str = "postgres.socket";

/// The user other than root that the cluster runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterUser {
    /// Its number.
    pub uid: u32,
    /// Its group's number.
    pub gid: u32,
}

/// Where the cluster lives.
#[derive(Clone, Debug)]
pub struct Lodging {
    /// PostgreSQL's data directory.
    pub cluster: PathBuf,
    /// The folder of its socket.
    pub socket: PathBuf,
    /// The user it runs as; none for the user of this process.
    pub user: Option<ClusterUser>,
}

fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> PrivateError {
    let path = path.to_owned();
    move |source| PrivateError::Io {
        doing,
        path,
        source,
    }
}

impl Lodging {
    /// The lodging of the cluster that belongs to the data folder `data`, made where it is missing.
    pub fn of(data: &Path) -> Result<Self, PrivateError> {
        if !data.exists() {
            fs::create_dir_all(data).map_err(io("making", data))?;
        }
        let data = data.canonicalize().map_err(io("resolving", data))?;
        let user = cluster_user()?;
        let cluster = match user {
            None => data.join("postgres"),
            Some(_) => reachable_cluster(&data)?,
        };
        let socket = socket_folder(&data, &cluster, user)?;
        Ok(Self {
            cluster,
            socket,
            user,
        })
    }

    /// An empty folder beside the data directory, for its user only, to make the cluster in.
    pub fn make_aside_folder(&self) -> Result<PathBuf, PrivateError> {
        let aside = self.cluster.with_extension("new");
        if aside.exists() {
            fs::remove_dir_all(&aside).map_err(io("clearing", &aside))?;
        }
        make_private_folder(&aside, self.user)?;
        Ok(aside)
    }
}

fn make_private_folder(path: &Path, user: Option<ClusterUser>) -> Result<(), PrivateError> {
    fs::create_dir_all(path).map_err(io("making", path))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(io("closing", path))?;
    if let Some(user) = user {
        std::os::unix::fs::chown(path, Some(user.uid), Some(user.gid))
            .map_err(io("giving away", path))?;
    }
    Ok(())
}

/// Root gives the cluster to `postgres`, which the packages make, else to `nobody`.
fn cluster_user() -> Result<Option<ClusterUser>, PrivateError> {
    let own = fs::metadata("/proc/self").map_err(io("reading", Path::new("/proc/self")))?;
    if own.uid() != 0 {
        return Ok(None);
    }
    let passwd = Path::new("/etc/passwd");
    let users = fs::read_to_string(passwd).map_err(io("reading", passwd))?;
    let named = |name: &str| users.lines().find_map(|line| parse_user(line, name));
    match named("postgres").or_else(|| named("nobody")) {
        Some(user) => Ok(Some(user)),
        None => Err(PrivateError::NoUser),
    }
}

fn parse_user(line: &str, name: &str) -> Option<ClusterUser> {
    let mut fields = line.split(':');
    if fields.next()? != name {
        return None;
    }
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(ClusterUser { uid, gid })
}

/// `DATA/postgres` where another user can get there, else the place the pointer names, else a new one.
fn reachable_cluster(data: &Path) -> Result<PathBuf, PrivateError> {
    let pointer = data.join(POINTER);
    if let Ok(place) = fs::read_to_string(&pointer) {
        return Ok(PathBuf::from(place.trim()));
    }
    let inside = data.join("postgres");
    if inside.exists() || open_to_others(data)? {
        return Ok(inside);
    }
    let place = PathBuf::from("/var/lib/cortado")
        .join(fresh_name()?)
        .join("postgres");
    let parent = place.parent().unwrap_or(&place);
    fs::create_dir_all(parent).map_err(io("making", &place))?;
    fs::write(&pointer, format!("{}\n", place.display())).map_err(io("writing", &pointer))?;
    tracing::warn!(
        "{} is closed to the user that PostgreSQL runs as: its data goes to {}",
        data.display(),
        place.display()
    );
    Ok(place)
}

/// Whether another user may pass through every folder on the way. A data folder of root's own that alone is closed
/// is opened for passing through, not for reading.
fn open_to_others(data: &Path) -> Result<bool, PrivateError> {
    let passable = |path: &Path| -> Result<bool, PrivateError> {
        let mode = fs::metadata(path).map_err(io("looking at", path))?.mode();
        Ok(mode & 0o001 != 0)
    };
    for parent in data.ancestors().skip(1) {
        if !passable(parent)? {
            return Ok(false);
        }
    }
    let is_home = std::env::var_os("HOME").is_some_and(|home| Path::new(&home) == data);
    if passable(data)? {
        return Ok(true);
    }
    if is_home {
        return Ok(false);
    }
    let mode = fs::metadata(data).map_err(io("looking at", data))?.mode();
    fs::set_permissions(data, fs::Permissions::from_mode(mode | 0o011))
        .map_err(io("opening", data))?;
    Ok(true)
}

/// The socket lives in the data directory, which only its user may enter, unless that path is too long.
fn socket_folder(
    data: &Path,
    cluster: &Path,
    user: Option<ClusterUser>,
) -> Result<PathBuf, PrivateError> {
    if cluster.as_os_str().len() <= SOCKET_FOLDER_MAX {
        return Ok(cluster.to_owned());
    }
    let pointer = data.join(SOCKET_POINTER);
    let known = fs::read_to_string(&pointer)
        .ok()
        .map(|text| PathBuf::from(text.trim()));
    let folder = match known {
        Some(folder) => folder,
        None => std::env::temp_dir().join(fresh_name()?),
    };
    make_private_folder(&folder, user)?;
    fs::write(&pointer, format!("{}\n", folder.display())).map_err(io("writing", &pointer))?;
    Ok(folder)
}

/// A name nobody can guess, so that nobody can stand in its place.
fn fresh_name() -> Result<String, PrivateError> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(|_| PrivateError::NoRandomness)?;
    Ok(format!("cortado-{}", hex::encode(random)))
}
