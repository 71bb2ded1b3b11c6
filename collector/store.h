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

#include "tirai/audit.h"
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
  std::string_view line;  ///< into SignedBatch::body
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
};

/// Takes a piece of the export; false stops it.
using Sink = std::function<bool(std::string_view)>;

class Store {
 public:
  virtual ~Store() = default;

  [[nodiscard]] virtual Result<std::optional<Device>> find_device(std::string_view token_hash) = 0;
  [[nodiscard]] virtual Result<Done> add_device(const NewDevice& device) = 0;
  /// The first key binds. False: another key is bound already.
  [[nodiscard]] virtual Result<bool> bind_key(const KeyBinding& binding) = 0;
  /// All of them in one transaction, answered in order. When it returns a value, what it calls stored is on the disk;
  /// when it returns an error, nothing of them was kept.
  [[nodiscard]] virtual Result<std::vector<AppendAnswer>> append(std::span<const SignedBatch* const> batches) = 0;
  /// The log in the export format (audit.h), from one snapshot. An unknown chain is kUnknownName.
  [[nodiscard]] virtual Result<Done> export_log(const std::optional<std::string>& chain_uid, const Sink& sink) = 0;
  /// Can the store be written? Commits 64 KiB, about a batch, in the place of the last probe.
  [[nodiscard]] virtual Result<Done> probe() = 0;
  /// Housekeeping after a commit was answered.
  virtual void tidy() = 0;
};

/// Opens, or makes (mode 0600), the SQLite file. Fails on a file of a newer schema, or of something else.
enum class OpenMode : std::uint8_t { kCreate, kExisting };
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path, OpenMode mode);

}  // namespace tirai::collector
