// Batches: what the device key signs, and the body that travels.
#include <optional>

#include "audit/canonical_json.h"
#include "audit/fields.h"
#include "tirai/audit.h"

namespace tirai {
namespace {
using audit::Json;

constexpr std::string_view kStatementTag = "tirai-batch-v1\n";
constexpr std::size_t kMostEvents = 1000;
constexpr std::size_t kLongestEvent = 65'535;  // an entry of a tile has its length in 16 bits (C2SP tlog-tiles)

struct Link {
  std::string chain_uid;
  std::int64_t sequence = 0;
  std::string prev_event;
  std::string fingerprint;
};

Result<Link> read_link(const std::string& line, std::size_t index) {
  const std::string at = "event line " + std::to_string(index + 1);
  if (line.size() > kLongestEvent) return Error{ErrorCode::kTooLarge, "longer than 65,535 bytes", at};
  const auto event = audit::JsonText::read(line);
  if (!event) return Error{event.error().code, event.error().message, at};
  std::optional<Error> error;
  audit::Fields tirai(event.value().root().find("tirai"), at + ":/tirai", error);
  Link link{std::string(tirai.text("chain_uid", audit::kUuid)), tirai.integer("sequence", 0, audit::kLargestInteger),
            std::string(tirai.text("prev_event", audit::kHeadOrNone)), std::string(tirai.text("fingerprint", audit::kHeadOrNone))};
  if (error) return *error;
  return link;
}

bool follows(const Link& after, const Link& before) {
  return after.chain_uid == before.chain_uid && after.sequence == before.sequence + 1 && after.prev_event == before.fingerprint;
}
}  // namespace

Result<BatchToSign> batch_to_sign(std::string_view device_id, const std::vector<std::string>& lines) {
  if (!audit::kId.fits(device_id)) return Error{ErrorCode::kBadValue, std::string("expected ") + audit::kId.expected, "device_id"};
  if (lines.empty() || lines.size() > kMostEvents) return Error{ErrorCode::kTooLarge, "a batch holds 1 to 1000 events", "batch"};
  std::optional<Link> first, last;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto link = read_link(lines[i], i);
    if (!link) return link.error();
    if (last && !follows(link.value(), *last)) {
      return Error{ErrorCode::kChainBroken, "does not follow the event before it", "event " + std::to_string(link.value().sequence)};
    }
    last = link.value();
    if (!first) first = last;
  }
  const Json batch = Json::Object{{"chain_uid", first->chain_uid},  {"count", static_cast<std::int64_t>(lines.size())},
                                  {"device_id", device_id},         {"first_sequence", first->sequence},
                                  {"format", "tirai.batch/v1"},     {"head", last->fingerprint},
                                  {"prev_event", first->prev_event}};
  std::string text = audit::write_json(batch);
  return BatchToSign{std::string(kStatementTag) + text, std::move(text)};
}

std::string batch_body(const BatchToSign& batch, std::string_view signature_base64, const std::vector<std::string>& lines, const std::vector<SealedText>& sealed) {
  std::string body = "{\"batch\":" + batch.batch + ",\"signature\":" + audit::write_json(Json(signature_base64)) + "}\n";
  for (const std::string& line : lines) body += line + "\n";
  for (const auto& [sequence, text] : sealed) body += audit::write_json(Json::Object{{"sealed", text}, {"sequence", static_cast<std::int64_t>(sequence)}}) + "\n";
  return body;
}

}  // namespace tirai
