// A log only grows, so entries that were handed over stay what they are, and the last part's checkpoint is over all of them:
//
//   part 1: export line, policies, entries 0 … a    part 2: policies since, entries a … b    …    part n: policies since, entries … size, the checkpoint over size
//
// A policy is kept before anything is decided under it, so each is told of before its events. A part ends before a batch: what is sealed stays behind the batch it belongs to.
#include "office/auditor_bundle.h"

#include "store/export_lines.h"

namespace tirai::collector {
namespace {
constexpr std::size_t kEnough = 16 << 20;
constexpr std::uint64_t kAtOnce = 1000;
constexpr int kPolicyBits = 12;  // of Exported::next: how many policies were told of; an entry's place stands above them
constexpr std::int64_t kMostPolicies = (std::int64_t{1} << kPolicyBits) - 1;

struct Place {
  std::uint64_t entry = 0;
  std::int64_t policies = 0;
};
Place place_of(std::int64_t next) { return {static_cast<std::uint64_t>(next >> kPolicyBits), next & kMostPolicies}; }
std::int64_t next_of(const Place& place) { return static_cast<std::int64_t>(place.entry << kPolicyBits) | place.policies; }

bool opens(std::string_view line) { return line.starts_with("{\"batch\":") || line.starts_with("{\"device\":"); }

Result<std::int64_t> write_policies(Store& store, ExportLines& lines, std::int64_t told) {
  const auto rows = store.read({"SELECT digest, text FROM policies ORDER BY since, digest LIMIT $1 OFFSET $2", {kMostPolicies - told, told}});
  if (!rows) return rows.error();
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    if (!lines.line(policy_line(rows.value().text(i, 0), rows.value().text(i, 1)))) return lines.stopped();
  }
  return told + static_cast<std::int64_t>(rows.value().size());
}
}  // namespace

Result<Exported> bundle_part(Store& store, std::int64_t from) {
  Exported part;
  const Sink sink = [&](std::string_view piece) { return part.text += piece, true; };
  ExportLines lines(sink, [&](const std::string& chain_uid, std::int64_t sequence) { return sealed_text(store, chain_uid, sequence); });
  const auto head = newest_checkpoint(store);
  if (!head) return head.error();
  const std::uint64_t size = head.value().head.size;
  Place at = place_of(from);
  if (from == 0 && !lines.line(kExportLine)) return lines.stopped();
  const auto told = write_policies(store, lines, at.policies);
  if (!told) return told.error();
  at.policies = told.value();
  for (std::size_t bytes = 0; at.entry < size;) {
    const auto found = store.entries(at.entry, std::min(at.entry + kAtOnce, size));
    if (!found) return found.error();
    if (found.value().empty()) return Error{ErrorCode::kInternal, "storage: an entry of the log is missing", std::to_string(at.entry)};
    for (const std::string& line : found.value()) {
      if (bytes >= kEnough && opens(line)) {
        part.next = next_of(at);
        return lines.finish() ? Result<Exported>(std::move(part)) : lines.stopped();
      }
      if (!lines.line(line)) return lines.stopped();
      bytes += line.size();
      ++at.entry;
    }
  }
  if (!head.value().checkpoint.empty() && !lines.line(checkpoint_line(head.value().checkpoint))) return lines.stopped();
  return lines.finish() ? Result<Exported>(std::move(part)) : lines.stopped();
}

}  // namespace tirai::collector
