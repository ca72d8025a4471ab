package feed_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tamiz-project/tamiz/screening/feed"
)

func TestReasonThatIsTheErrorIsSaidOnce(t *testing.T) {
	cause := errors.New("nothing to search for")
	e := &feed.RecordError{ID: "S1", Reason: cause.Error(), Err: cause}
	require.Equal(t, 1, strings.Count(e.Error(), cause.Error()), e.Error())
}
