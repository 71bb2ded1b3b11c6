// Events and their chain: what happened, in types and counts, each linked by hash to the one before. Never a value.
//
//   event        OCSF 1.8 shaped JSON (6001 reveal, refusal and what else is done with a value, 6002 session start) with a `tirai` object; RFC 8785, integers only
//   fingerprint  SHA-256("tirai-event-v1\n" || JCS(event without tirai.fingerprint)), lower-case hex
//   chain        tirai.sequence from 0, tirai.prev_event = fingerprint of the one before ("" at 0), one chain per device session
//   batch        NDJSON: one header line, then its events, a line each, "\n" after every line
//   header       {"batch":{"chain_uid","count","device_id","first_sequence","format":"tirai.batch/v1","head","prev_event"},"signature":"<base64>"}
//   signature    Ed25519 by the device key over "tirai-batch-v1\n" || JCS(batch)
//   sealed       {"sealed":"<base64>","sequence":<n>}: a text for the data protection officer alone (seal.h), behind the events of its batch. The event
//                holds tirai.sealed {"digest":"sha256:<hex>" of that base64, "key":"<16 hex>" of SHA-256 of the officer's key} and no word of it: the
//                line can be erased, and every fingerprint, signature and proof still holds
//   export       {"export":{"format":"tirai.export/v1"}}, then lines: a device {"device":{"device_id","public_key"}} before its first batch,
//                batches, each chain's in its order. A whole log is in the log's own order (log.h) and ends in {"checkpoint":"<signed note>"}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/log.h"
#include "tirai/result.h"

namespace tirai {

/// The end of a chain so far. A new chain: sequence 0, empty head.
struct ChainHead {
  std::string chain_uid;           ///< UUID, made by the client
  std::uint64_t next_sequence = 0;
  std::string head;                ///< fingerprint of the last event, or empty
};

struct ChainedEvent {
  std::string line;    ///< RFC 8785 JSON, no newline
  ChainHead head;      ///< after this event
  std::string sealed;  ///< what travels beside it; empty: nothing
};

/// Makes an event of a description and chains it. `description_json`:
/// {"kind":"session_start"|"reveal"|"refusal"|"compare"|"verify"|"contact"|"copy"|"outbound","time":<ms>,"event_id":"<uuid>","device_id":"…","helpdesk":"request-tracker","ticket":"12",
///  "enforcement_level":"A1","product_version":"0.1.0","policy":{"id","version","digest"},
///  all but session_start: "request":<AuthZEN request>,"decision":<AuthZEN response>,"entity_type":"id_nik","count":1,"level_before":"partial",
///  "purpose":{"id","dpv","legal_basis"}; refusal: "why":"<code>"; reveal: "last_reveal_ms":<0 to 600,000> of the one before, if any; from compare on: "outcome":"<code>";
///  verify: "caller":"unverified"|"verified"|"failed", as it is known after it; session_start: "previous_head":"<hex or empty>";
///  "subject":"<the customer's pseudonym, pseudonym.h>" of all but session_start, where the customer is known;
///  "ticket_closed":true of all but session_start, where the helpdesk said that the ticket is closed;
///  "seal":{"key":"<the officer's, base64>","random":"<base64 of 32 bytes, used for nothing else>","text":{"reason","subject","ticket_url"}}}
/// `seal.text` is sealed for "<chain_uid>:<sequence>", as RFC 8785 JSON; each of its members is optional, at most 4,096 bytes in all.
/// The action, the facts of the request's context and what was decided go into the event, so that the decision can be made again.
/// Unknown keys are errors, so that no value can slip in under a new name. The request's class is read as parse_request() reads it;
/// helpdesk is optional in session_start, ticket and purpose everywhere. A reveal needs a decision that permits it, made by the policy
/// whose digest is named. The event's schema: core/schema/event.schema.json.
[[nodiscard]] Result<ChainedEvent> append_event(const ChainHead& before, std::string_view description_json);

/// The bytes a device key signs for these event lines (consecutive, of one chain), and the header's batch object (RFC 8785).
struct BatchToSign {
  std::string statement;  ///< the bytes to sign
  std::string batch;      ///< the header's "batch" object
};
[[nodiscard]] Result<BatchToSign> batch_to_sign(std::string_view device_id, const std::vector<std::string>& lines);

struct SealedText {
  std::uint64_t sequence = 0;  ///< of the event it belongs to
  std::string text;            ///< base64
};
/// Header line, event lines and sealed lines (in the order of their events) with newlines: the body of POST /v1/events.
[[nodiscard]] std::string batch_body(const BatchToSign& batch, std::string_view signature_base64, const std::vector<std::string>& lines,
                                     const std::vector<SealedText>& sealed = {});

// --- verify: written from the format above alone; shares no code with the writer ---------------------------------------

struct VerifiedEvent {
  std::uint64_t sequence = 0;
  std::string event_id;
  std::string fingerprint;
  std::string_view line;    ///< into the body
  std::string_view sealed;  ///< base64, into the body; empty: the event names none
};
struct VerifiedBatch {
  std::string chain_uid;
  std::string device_id;
  std::uint64_t first_sequence = 0;
  std::string prev_event;
  std::string head;
  std::vector<VerifiedEvent> events;
};
/// One batch against a device's raw 32-byte Ed25519 key: canonical form, fingerprints, links, header, signature, and every sealed text
/// that its events name. Bounds: 1 MiB, 1 to 1,000 events, 65,535 bytes an event. `at` of an error is "event <sequence>" or "header".
[[nodiscard]] Result<VerifiedBatch> verify_batch(std::string_view body, std::string_view public_key32);

/// What an auditor asks, one after the other; a finding answers one of them. kByCode: what the error's code says.
enum class AuditCheck : std::uint8_t { kCanonicalForm, kChain, kGaps, kSignatures, kSealed, kLog, kWitnesses, kSince, kPolicies, kReplay, kTimeOrder, kByCode };
inline constexpr std::size_t kAuditCheckCount = 11;
[[nodiscard]] std::string_view to_string(AuditCheck check);

struct Finding {
  Error error;
  std::uint64_t line = 0;  ///< of the export, from 1
  std::string chain_uid;
  std::uint64_t sequence = 0;
  AuditCheck check = AuditCheck::kByCode;
};
/// What is known of the log beforehand, from its owner and its witnesses.
struct LogTrust {
  std::string log_vkey;  ///< C2SP vkey; empty: the checkpoint's root is compared, its signature is not
  std::vector<std::string> witness_vkeys;
  std::size_t quorum = 0;  ///< so many of the witnesses must have cosigned
  std::optional<Checkpoint> since;  ///< kept from an earlier time: this log must go on from it
};
struct LogReport {
  std::string origin;
  std::uint64_t size = 0;
  bool signed_by_log = false;  ///< the signature was checked, and holds
  std::size_t witnesses = 0;
  std::string note;  ///< the checkpoint, as it stands
};
struct VerifyReport {
  std::uint64_t events = 0;
  std::uint64_t batches = 0;
  std::uint64_t chains = 0;
  std::uint64_t sealed = 0;  ///< texts that are there, each the one its event names
  std::uint64_t erased = 0;  ///< texts that events name and that are not there
  std::optional<LogReport> log;  ///< of an export with a checkpoint that could be read
  std::vector<Finding> findings;  ///< empty: intact; at most 100 are kept
};
/// A whole export, from its format alone. Any flipped bit, missing, repeated or reordered event is a finding that names it.
/// An export that ends in a checkpoint is compared with it: its lines are the leaves of the tree that was signed, none more, none less.
/// What an export without one cannot show: that whole batches are missing from the end of the last chain of a device. An earlier chain's end
/// is held by the session after it, which names its head. And what a checkpoint cannot show of itself: that it is the newest, or the
/// only one. For that there are witnesses, and the checkpoint that somebody kept: the export's first lines must be the tree that it names.
[[nodiscard]] VerifyReport verify_export(std::string_view ndjson, const LogTrust& trust = {});

}  // namespace tirai
