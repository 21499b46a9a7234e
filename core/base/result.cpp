#include "core/base/result.h"

namespace sayso {

std::string to_text(const Error& error) {
  std::string text;
  if (!error.place.empty()) text += error.place + ": ";
  text += error.what;
  if (!error.remedy.empty()) text += "; " + error.remedy;
  return text;
}

Error usage_error(std::string what, std::string remedy) {
  return {ErrorKind::usage, std::move(what), {}, std::move(remedy)};
}

Error machine_error(std::string what, std::string place, std::string remedy) {
  return {ErrorKind::machine, std::move(what), std::move(place), std::move(remedy)};
}

Error damaged_error(std::string what, std::string place, std::string remedy) {
  return {ErrorKind::damaged, std::move(what), std::move(place), std::move(remedy)};
}

}  // namespace sayso
