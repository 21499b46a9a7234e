// Writing whole files so that a crash or a full disk at any moment leaves the old bytes or the new ones,
// never a mixture, and so that success means on disk. Each function is done when it returns ok; an
// error names the path and nothing that was there has changed. Leftover temporaries of a killed process
// are named ".NAME.XXXXXXXX.tmp".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// Replaces the file or makes it. A link's target is replaced, not the link; the mode of an existing file
// is kept, and one without any write permission is refused, though a rename could replace it. Only when the
// error comes from the sync of the folder may the new bytes be there already. Not for a file that others
// append to at the same time.
Result<void> write_file_atomically(FileSystem& files, const Path& path, std::string_view bytes);

// Makes a new file; an error of kind usage when something of that name is there already. `mode`: permission bits, else as new
// files have them.
Result<void> create_file(FileSystem& files, const Path& path, std::string_view bytes, std::optional<std::uint32_t> mode = std::nullopt);

// The same, but content with a file of the same bytes: one that was left by a try of which the end failed.
Result<void> create_file_unless_same(FileSystem& files, const Path& path, std::string_view bytes);

// Makes the folder and those above it that are missing; each new name is synced. Ok if it is there.
Result<void> make_folders(FileSystem& files, const Path& folder);

// Moves a file within one file system; an error of kind usage when `to` is there already.
Result<void> move_file(FileSystem& files, const Path& from, const Path& to);

// Takes a file away for good (its folder is synced); ok when it was not there.
Result<void> remove_file(FileSystem& files, const Path& path);

// Is it the name of a temporary that a killed process may have left?
bool is_temporary_name(std::string_view name);

}  // namespace sayso
