// The engine: one policy and one page. All that the paint path needs, synchronous, JSON at the edges.
// Text arrives as UTF-16 as the DOM holds it (lone surrogates and all); spans leave as UTF-16.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "tirai/policy.h"
#include "tirai/result.h"

namespace tirai {

class Engine {
 public:
  /// Compiles a policy. An engine without a policy does not exist: whoever has none keeps the curtain closed.
  [[nodiscard]] static Result<Engine> create(std::string_view policy_json, std::string_view policy_name = "policy");

  /// Who looks at what: {"subject":{"id":"sari","properties":{"role":"agent"}},"context":{"relationship":"assigned",…}}.
  /// The level of every class for `action` is decided here, once; a page is painted for `view`. Before the first call every class is `full`.
  /// Optional "mask_key" (any string) is the tenant's pseudonym key for `tokenize`.
  [[nodiscard]] Result<bool> set_facts(std::string_view facts_json, std::string_view action = "view");

  /// Replaces the page's known values: [{"class":"person.name","value":"Siti Rahayu"},…]. At most 512.
  [[nodiscard]] Result<bool> learn(std::string_view values_json);

  /// Finds and masks. `text` may be several texts joined by U+0000. Answers a JSON array, sorted and disjoint, in UTF-16 units of
  /// `text`: [{"begin":5,"end":21,"type":"id_nik","class":"identity.nik","level":"partial","mask":"••••••••••••7890"},…].
  /// What the policy shows plain is not in the answer.
  [[nodiscard]] std::string scan(std::u16string_view text) const;
  /// The same of a text that is UTF-8 already, as the ones below; the answer still counts in UTF-16 units.
  [[nodiscard]] std::string scan(std::string_view text) const;

  /// A field an adapter declares, masked whole: {"level":"full","mask":"••••"}; level `plain` has no "mask".
  [[nodiscard]] std::string mask_field(std::string_view class_id, std::u16string_view text) const;
  [[nodiscard]] std::string mask_field(std::string_view class_id, std::string_view text) const;

  /// "matches", "differs" or "too_short": whether `said` is `value` as a person would say it (see compare.h). Whether it may be asked, decide() says.
  [[nodiscard]] static std::string_view compare(std::string_view entity_type, std::u16string_view value, std::u16string_view said);
  [[nodiscard]] static std::string_view compare(std::string_view entity_type, std::string_view value, std::string_view said);

  /// AuthZEN request → AuthZEN response (see decide.h).
  [[nodiscard]] Result<std::string> decide(std::string_view request_json) const;

  /// For whoever asks very often: facts as indices, in the order of `Fact` (kMissing: not named), and the answer as a number:
  /// the level in the lowest 3 bits, then 1 bit for permitted, then which decision of the table it is. No text is read or written.
  [[nodiscard]] std::uint16_t fact_index(std::string_view fact, std::string_view value) const;
  [[nodiscard]] std::uint32_t decide_facts(const std::array<std::uint16_t, kFactCount>& facts) const;

  /// [{"purpose":"identity_verification","text":{"id","en"},"reason":{"id","en"},"dpv":…,"legal_basis":…,"level":"plain","time_to_live_s":30},…]
  [[nodiscard]] Result<std::string> offered_purposes(std::string_view request_json) const;

  /// {"id","version","digest","classes":[{"id","text":{"id","en"},"specific":bool}],"roles":[…],"purposes":[…],"purpose_valid_s",
  /// "verification"?:{"questions":[{"id","text"}],"matches","failures","valid_s"}}: what the UI needs to speak of it.
  [[nodiscard]] std::string policy_summary() const;

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

 private:
  struct State;
  explicit Engine(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tirai
