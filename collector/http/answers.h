// What the routes answer, out of what became of a request.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "http/routes.h"

namespace tirai::collector {

inline constexpr unsigned kRetryAfter = 5;  ///< seconds, of every 503

[[nodiscard]] Answer answer_json(const nlohmann::json& value);
/// 503: nothing of the request was kept.
[[nodiscard]] Answer unavailable(std::string_view code, std::string_view message);
/// The same, and the fault in the collector's own log.
[[nodiscard]] Answer storage_failed(const Error& error);
[[nodiscard]] Answer overloaded();

/// The status of an error that the sender made.
[[nodiscard]] unsigned status_of(const Error& error);
/// The sender's error, at its status.
[[nodiscard]] Answer refuse_body(const Error& error);
[[nodiscard]] Answer no_webauthn();
[[nodiscard]] Answer refuse_batch(const Error& error);
/// 200, 403, 409 or 500: where the batch lies against what is stored.
[[nodiscard]] Answer appended_answer(const AppendAnswer& appended, std::size_t count);

}  // namespace tirai::collector
