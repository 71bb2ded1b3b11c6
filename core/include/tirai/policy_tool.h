// What a data protection officer asks of a policy before publishing it: is it right, what does it answer, what did a change change.
// Exact answers over every situation the policy can meet, from its compiled table. Values in, JSON out; no I/O.
// Its own library (tirai_policy_tool): the paint path does not carry it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tirai/policy.h"
#include "tirai/result.h"

namespace tirai {

/// {"warnings":[{"code","at","message":{"id","en"}},…]}: what is valid and yet most likely not meant.
///   rule_never_applies · rule_without_effect · class_always_covered · purpose_unused · consent_not_asked · card_beyond_pci_dss ·
///   specific_data_unprompted · retention_unused · text_not_translated
[[nodiscard]] std::string check_policy(const Policy& policy);

/// `query`: {"ask":"never"|"always"|"who-can","level":"plain","when":{"class":["identity.nik"],"identity":["session","none"]}}
///   never    in no situation of `when` is the answer a permit at least as open as `level`
///   always   in every one it is
///   who-can  the roles for which it is in some
/// A name under `when` stands for all that lies below it. Without "level": plain.
/// → {"holds":bool,"witness"?:{fact:value,…,"level","rules"}} or {"who":[{"role","witness":{…}},…]}
[[nodiscard]] Result<std::string> query_policy(const Policy& policy, std::string_view query);

/// What got looser or tighter between two policies, in groups of situations, the widest first:
/// {"looser":bool,"groups":[{"change":"looser"|"tighter","from","to","cells","when":{fact:[names]},"witness":{…},"obligations":{"from","to"}}…],
///  "groups_left_out":n,"cells":{"looser","tighter"},"settings":[{"change":"looser"|"tighter"|"changed","at","from","to"}]}
/// A role, class or purpose that only one side knows is unknown, and so covered, on the other. At most 1,000 groups are listed; cells are counted whole.
[[nodiscard]] std::string diff_policies(const Policy& before, const Policy& after);

/// Whether `after` shows more than `before` in any situation, or anything of it finds less: what more than one person has to sign.
[[nodiscard]] bool shows_more(const Policy& before, const Policy& after);

/// The policy as a notice for customers and a record of processing for the DPO, `language` "id" or "en", Markdown.
[[nodiscard]] std::string notice_markdown(const Policy& policy, std::string_view language);
/// The same as one HTML page without scripts.
[[nodiscard]] std::string notice_html(const Policy& policy, std::string_view language);

/// One AuthZEN request (access evaluation, or evaluations: a batch) → its response. Fails when it is neither.
[[nodiscard]] Result<std::string> answer_authzen(const Policy& policy, std::string_view request);

/// Runs test files (policies/README.md says how they are written) whose names contain `filter`, or whose test's name does:
/// {"passed","failed","tests":[{"file","name","cases":[{"name","passed","problems":[…]}]}],
///  "coverage":{"rules":{"covered","all","missing":[…]},"conditions":{…},"cells":{…}}}
[[nodiscard]] Result<std::string> run_policy_tests(const Policy& policy, std::span<const PolicySource> files, std::string_view filter = {});

/// What a helpdesk adapter says: its helpdesk's name and how many of each thing.
struct AdapterSummary {
  std::string helpdesk;
  std::size_t facts = 0;
  std::size_t fields = 0;  ///< with columns, labelled values and pictures
  std::size_t places = 0;
};

/// Reads an adapter by adapters/adapter.schema.json, which is built in; its selectors must have their brackets and quotation marks in pairs (whether they
/// are CSS, the browser says). With a policy, every class must be one of it. At most 256 KiB.
[[nodiscard]] Result<AdapterSummary> check_adapter(std::string_view json, std::string_view name, const Policy* policy = nullptr);

}  // namespace tirai
