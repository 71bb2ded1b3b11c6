// What is kept of customers and agents beside the log (schema_people.h). Every function that changes something also raises the revision, in the
// same transaction; whoever calls it has recorded the change's event before (people_events.h): no log, no change.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/consent_terms.h"
#include "store/store.h"

namespace tirai::collector {

/// The tenant's key, 32 bytes; made when there is none. The same for every collector of one store.
[[nodiscard]] Result<std::string> tenant_key(Store& store);
/// A counter of every change that a browser must hear of.
[[nodiscard]] Result<std::int64_t> revision(Store& store);

// --- customers ----------------------------------------------------------------------------------------------------------

struct Subject {
  std::string lookup;
  std::string pseudonym;                ///< of the key that counts
  std::string key;                      ///< base64url of 32 bytes
  std::vector<std::string> pseudonyms;  ///< of every key there is, the one that counts among them
};
/// Keeps a key of a lookup: the first one counts, another is an alias. Nothing: the key was destroyed, and does not come back.
[[nodiscard]] Result<std::optional<Subject>> keep_subject(Store& store, const std::string& lookup, const std::string& key, std::int64_t now_ms);
[[nodiscard]] Result<std::optional<Subject>> subject_of_lookup(Store& store, const std::string& lookup);
/// By any of its pseudonyms.
[[nodiscard]] Result<std::optional<Subject>> find_subject(Store& store, const std::string& pseudonym);
/// When the key of a pseudonym was destroyed; 0: it was not.
[[nodiscard]] Result<std::int64_t> erased_at(Store& store, const std::string& pseudonym);

// --- consents -----------------------------------------------------------------------------------------------------------

struct Consent {
  std::string consent_id;
  std::string pseudonym;  ///< the one that counts
  std::string purpose;
  std::string state;   ///< given, refused, withdrawn
  std::string method;  ///< verbal, chat, form, import
  std::string notice;  ///< which privacy notice was shown: an id or an address
  std::string evidence_digest;  ///< "sha256:<hex>" of what is sealed, or empty
  std::string evidence_sealed;  ///< for the data protection officer alone
  std::string recorded_by;      ///< an agent or an account
  std::int64_t time = 0;
  std::int64_t expires = 0;  ///< 0: never
  ConsentTerms terms{};
};
[[nodiscard]] Result<Done> add_consents(Store& store, const std::vector<Consent>& consents);

struct ConsentFilter {
  std::string pseudonym, purpose, state;  ///< empty: any
  std::int64_t before = 0;                ///< time; 0: from the newest on
  std::string before_id{};                ///< of that time, those whose id sorts before it: a page ends in the middle of an import
  std::int64_t limit = 200;
};
/// The newest first.
[[nodiscard]] Result<std::vector<Consent>> consents(Store& store, const ConsentFilter& filter);
/// What is sealed beside a record; empty: there is none, it was erased, or there is no such record.
[[nodiscard]] Result<std::string> consent_evidence(Store& store, const std::string& consent_id);
/// Purpose → given, refused, withdrawn or expired: the newest word on each.
[[nodiscard]] Result<std::map<std::string, std::string>> consent_states(Store& store, const std::string& pseudonym, std::int64_t now_ms);

// --- restrictions -------------------------------------------------------------------------------------------------------

struct Restriction {
  std::string pseudonym;
  bool restricted = false;
  std::string recorded_by;
  std::int64_t time = 0;
};
[[nodiscard]] Result<Done> set_restriction(Store& store, const Restriction& restriction);
/// Those that hold, and those that were lifted; the newest first.
[[nodiscard]] Result<std::vector<Restriction>> restrictions(Store& store);
[[nodiscard]] Result<bool> is_restricted(Store& store, const std::string& pseudonym);

// --- training -----------------------------------------------------------------------------------------------------------

struct Training {
  std::string agent, module;
  std::int64_t acknowledged = 0;
  std::string recorded_by;
};
/// An older acknowledgement than the one there is changes nothing.
[[nodiscard]] Result<Done> add_training(Store& store, const Training& training);
[[nodiscard]] Result<std::vector<Training>> trainings(Store& store, const std::string& agent = "");
/// "valid": every module this agent ever acknowledged is younger than `valid_ms`; "expired": one is not; "unknown": there is none.
[[nodiscard]] std::string training_state(const std::vector<Training>& trainings, std::int64_t valid_ms, std::int64_t now_ms);

}  // namespace tirai::collector
