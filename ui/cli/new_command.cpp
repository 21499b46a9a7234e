#include "ui/cli/new_command.h"

#include "annotations/store/builtin_schemes.h"
#include "annotations/store/project.h"
#include "annotations/store/scheme_codec.h"
#include "core/files/read_file.h"
#include "ui/cli/json.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

// The scheme's JSON, checked here already so that a mistake is told with the file's own name.
Result<std::string> scheme_json(FileSystem& files, const std::string& wanted) {
  std::string names;
  for (const BuiltinScheme& scheme : builtin_schemes()) {
    if (scheme.name == wanted) return scheme.json;
    names += (names.empty() ? "" : ", ") + scheme.name;
  }
  if (!is_there(files, wanted)) {
    return usage_error("there is no scheme '" + wanted + "', neither built in nor as a file",
                       "built in: " + names + "; or name a scheme.json");
  }
  auto bytes = read_file(files, wanted);
  if (!bytes) return bytes.error();
  if (const auto scheme = read_scheme(*bytes, wanted); !scheme) return scheme.error();
  return bytes;
}

std::string name_of_folder(const Path& folder) {
  std::error_code ignored;
  Path absolute = std::filesystem::absolute(folder, ignored).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  return absolute.filename().string();
}

}  // namespace

int run_new(const NewArguments& arguments, Output& output) {
  Workplace workplace;
  const auto scheme = scheme_json(workplace.files, arguments.scheme);
  if (!scheme) return output.failed(scheme.error());
  const std::string name = arguments.name.empty() ? name_of_folder(arguments.folder) : arguments.name;
  const auto project = create_project(workplace.files, arguments.folder, name, *scheme, *workplace.ids);
  if (!project) return output.failed(project.error());

  Json json;
  json["folder"] = project->folder.string();
  json["id"] = project->manifest.id;
  json["name"] = project->manifest.name;
  json["rules"] = project->rules;
  output.document(to_document(json));
  output.line("made " + arguments.folder + " (" + project->manifest.name + ", " + project->rules + ")");
  return kDone;
}

}  // namespace sayso::cli
