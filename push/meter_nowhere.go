//go:build !unix

package push

import "time"

// ownProcessorTime is not told here.
func ownProcessorTime() time.Duration { return 0 }
