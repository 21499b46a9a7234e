// Base64 (RFC 4648, with padding): how the bytes of an exported file travel inside a JSON message. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sayso::wire {

std::string to_base64(std::string_view bytes);

// Strict: nullopt for any other character, wrong length, or padding where it does not belong.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace sayso::wire
