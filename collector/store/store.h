// What the collector asks of a store. An implementation is one connection, used by one thread at a time; two connections
// (also of two processes) on one store are always correct, because every chain check happens inside the transaction.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/sql.h"
#include "tirai/audit.h"
#include "tirai/log.h"
#include "tirai/result.h"

namespace tirai::collector {

using Done = std::monostate;

struct Device {
  std::string device_id;
  std::string subject;     ///< AuthZEN subject, JSON
  std::string public_key;  ///< 32 bytes, or empty: enrolled, no key bound yet
};

struct NewDevice {
  std::string device_id;
  std::string token_hash;  ///< SHA-256 of the bearer token, hex
  std::string subject;
  std::int64_t created = 0;
};

/// What a token that is no device's may ask: audit reads the log, metrics reads /metrics.
enum class Scope : std::uint8_t { kAudit, kMetrics };
[[nodiscard]] std::string_view to_string(Scope scope);
[[nodiscard]] std::optional<Scope> read_scope(std::string_view text);

struct NewToken {
  std::string token_id;
  std::string token_hash;
  Scope scope = Scope::kAudit;
  std::string name;  ///< whose it is, for people
  std::int64_t created = 0;
};

struct Credential {
  std::string id;    ///< device_id or token_id
  std::string kind;  ///< "device", or the token's scope
  std::string name;  ///< the subject's id, or the token's name
  std::int64_t created = 0;
  std::int64_t revoked = 0;  ///< 0: it holds
};

struct KeyBinding {
  std::string device_id;
  std::string public_key;
};

/// An event as it is kept: its bytes, and beside them what people ask for. A name the event does not hold is empty (NULL).
struct EventRow {
  std::uint64_t sequence = 0;
  std::string event_id;
  std::int64_t time = 0;
  std::string kind, entity_type, data_class, purpose, helpdesk, ticket, agent, rules;
  std::string fingerprint;
  std::string_view line;    ///< into SignedBatch::body
  std::string_view sealed;  ///< what travels beside it; into the body, empty: nothing
};

/// A policy that was served: its file's text, by the digest that events name.
struct PolicyRow {
  std::string digest;
  std::string text;
  std::int64_t since = 0;
};

/// A batch whose canonical form, fingerprints, links and signature were verified. Moving it moves the views along:
/// `body` is on the heap (its size is over the small-string limit by the format's own header).
struct SignedBatch {
  std::string body;
  std::string_view header;  ///< first line of `body`
  std::string device_id;
  std::string chain_uid;
  std::uint64_t first_sequence = 0;
  std::string prev_event;
  std::string head;
  std::int64_t received_at = 0;
  std::vector<EventRow> events;
};

/// The last checkpoint that a witness cosigned: the note with the log's line and the witness's.
struct Cosigned {
  std::string witness;
  std::uint64_t size = 0;
  std::string checkpoint;
};

enum class Verdict : std::uint8_t {
  kStored,        ///< on the disk now
  kDuplicate,     ///< was on the disk before, byte for byte
  kGap,           ///< starts after the chain's end
  kFork,          ///< disagrees with what is stored
  kOverlap,       ///< its first events are stored already, its last are not: to be sent again from next_sequence
  kForeignChain,  ///< the chain is another device's
  kFault,         ///< refused by the store's own rules; nothing of it was kept
};

struct AppendAnswer {
  Verdict verdict = Verdict::kFault;
  ChainHead head;  ///< the chain as it is stored
  std::uint64_t log_index = 0;  ///< of the batch's header in the log, when it is stored
  std::shared_ptr<const std::string> checkpoint;  ///< signed, over a tree with this batch; null without a log key
};

/// Signs the head of the log's tree: the checkpoint, a C2SP signed note.
using LogSigner = std::function<Result<std::string>(const TreeHead& head)>;

struct LogHead {
  TreeHead head;
  std::string checkpoint;  ///< empty before the first one was signed
};

/// Takes a piece of the export; false stops it.
using Sink = std::function<bool(std::string_view)>;

class Store {
 public:
  virtual ~Store() = default;

  [[nodiscard]] virtual Result<std::optional<Device>> find_device(std::string_view token_hash) = 0;
  [[nodiscard]] virtual Result<Done> add_device(const NewDevice& device) = 0;
  [[nodiscard]] virtual Result<std::optional<Scope>> find_token(std::string_view token_hash) = 0;
  [[nodiscard]] virtual Result<Done> add_token(const NewToken& token) = 0;
  /// Ends a device or a token, by its id, for ever; what it sent stays. kUnknownName if there is none. Ended before: as it was.
  [[nodiscard]] virtual Result<Done> revoke(std::string_view id, std::int64_t now_ms) = 0;
  [[nodiscard]] virtual Result<std::vector<Credential>> credentials() = 0;
  /// The first key binds. False: another key is bound already.
  [[nodiscard]] virtual Result<bool> bind_key(const KeyBinding& binding) = 0;
  /// All of them in one transaction, answered in order. When it returns a value, what it calls stored is on the disk;
  /// when it returns an error, none is promised: a commit whose answer was lost may be there after all, and is a duplicate when it is sent again.
  [[nodiscard]] virtual Result<std::vector<AppendAnswer>> append(std::span<const SignedBatch* const> batches) = 0;
  /// Kept once, with the time it was first served.
  [[nodiscard]] virtual Result<Done> keep_policy(const PolicyRow& policy) = 0;
  /// The log's tree as of the last commit.
  [[nodiscard]] virtual Result<LogHead> log_head() = 0;
  [[nodiscard]] virtual Result<std::vector<Cosigned>> cosigned() = 0;
  [[nodiscard]] virtual Result<Done> set_cosigned(const Cosigned& cosigned) = 0;
  /// Signs the tree as it is: with a new key, or a file from before there were checkpoints.
  [[nodiscard]] virtual Result<Done> sign_log() = 0;
  /// The hashes of a tile as far as they are there; kUnknownName if none is.
  [[nodiscard]] virtual Result<std::string> tile(unsigned level, std::uint64_t index) = 0;
  /// Entries [begin, end) of the log, in order. Fewer than asked: the log ends there.
  [[nodiscard]] virtual Result<std::vector<std::string>> entries(std::uint64_t begin, std::uint64_t end) = 0;
  /// Where an event stands in the log.
  [[nodiscard]] virtual Result<std::optional<std::uint64_t>> find_entry(std::string_view chain_uid, std::uint64_t sequence) = 0;
  /// The log in the export format (audit.h), from one snapshot: whole, in the log's order and with its checkpoint; or one chain, without.
  /// An unknown chain is kUnknownName.
  [[nodiscard]] virtual Result<Done> export_log(const std::optional<std::string>& chain_uid, const Sink& sink) = 0;
  /// Of the tables that are not the log (sql.h).
  [[nodiscard]] virtual Result<SqlRows> read(const SqlStatement& sql) = 0;
  /// All of them in one transaction, on the disk when it returns; how many rows each one touched.
  [[nodiscard]] virtual Result<std::vector<std::int64_t>> write(std::span<const SqlStatement> all) = 0;
  /// SQL for the text of object.key in a column of JSON; NULL where there is none.
  [[nodiscard]] virtual std::string json_text(std::string_view column, std::string_view object, std::string_view key) const = 0;
  /// Can the store be written? Commits 64 KiB, about a batch, in the place of the last probe.
  [[nodiscard]] virtual Result<Done> probe() = 0;
  /// From now on a commit of this connection comes to the disk when a later one of another does, in their order: for what is made of the log, and can be
  /// made again.
  [[nodiscard]] virtual Result<Done> commit_lazily() = 0;
  /// Housekeeping after a commit was answered.
  virtual void tidy() = 0;
};

/// Where a batch lies against the stored chain. kDuplicate holds only if the stored line of its last event is the same; else it is kFork.
[[nodiscard]] Verdict judge(const SignedBatch& batch, const ChainHead& stored);

/// The newest checkpoint over more than `index` entries that most witnesses cosigned, with all their lines. Empty: there is none.
[[nodiscard]] Result<LogHead> best_checkpoint(Store& store, std::uint64_t index);
/// The newest one with the cosignatures it has so far.
[[nodiscard]] Result<LogHead> newest_checkpoint(Store& store);

/// The line of a device in an export and in the log. A device_id is a UUID that enrol made: nothing in it needs escaping.
[[nodiscard]] std::string device_line(std::string_view device_id, std::string_view public_key);

enum class OpenMode : std::uint8_t { kCreate, kExisting };
/// `db` is a SQLite file, or a libpq connection URI: postgresql://[user@][host][/database][?…]. Makes what is not there (a file of mode
/// 0600; in PostgreSQL the tables), brings an older schema forward; fails on a newer one, or on something else's.
/// Without a signer the tree grows, and no checkpoint is made.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const std::string& db, OpenMode mode, LogSigner signer = nullptr);
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path, OpenMode mode, LogSigner signer = nullptr);
[[nodiscard]] Result<std::unique_ptr<Store>> open_postgres_store(const std::string& uri, OpenMode mode, LogSigner signer = nullptr);

[[nodiscard]] bool is_postgres(std::string_view db);
/// A connection URI that libpq can read and that holds no password: that comes from a file (passfile, PGPASSFILE) or PGPASSWORD. A path is right.
[[nodiscard]] Result<Done> check_store_address(const std::string& db);

}  // namespace tirai::collector
