// What a notice says in words where a policy says an IRI or a number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tirai::tool {

/// The last part of an IRI: "https://w3id.org/dpv#Consent" → "Consent".
[[nodiscard]] std::string last_part(std::string_view iri);
/// A W3C DPV legal basis as a person says it; one without words of ours keeps its DPV name.
[[nodiscard]] std::string basis_in_words(std::string_view iri, bool indonesian);
/// 1825 days → "5 years", 90 → "90 days".
[[nodiscard]] std::string days_in_words(std::uint32_t days, bool indonesian);
/// 3600 seconds → "1 hour", 90 → "90 seconds".
[[nodiscard]] std::string seconds_in_words(std::uint32_t seconds, bool indonesian);

}  // namespace tirai::tool
