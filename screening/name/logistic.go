package name

// The logistic table: score in ten-thousandths for evidence from evidenceOffset in steps of evidenceStep (thousandths of a
// nat). Between two entries Score interpolates in integers. Below the first the score is 0.
const (
	evidenceOffset = -2000
	evidenceStep   = 250
)

var logistic = [...]int16{
	1016, 1111, 1213, 1324, 1443, 1571, 1708, 1854, 2010, 2176, 2351, 2535,
	2729, 2932, 3143, 3363, 3589, 3823, 4061, 4305, 4551, 4800, 5050, 5300,
	5548, 5793, 6035, 6271, 6502, 6726, 6942, 7150, 7350, 7540, 7721, 7892,
	8053, 8205, 8348, 8481, 8606, 8721, 8829, 8928, 9020, 9105, 9183, 9255,
	9321, 9382, 9437, 9488, 9535, 9577, 9616, 9651, 9683, 9713, 9739, 9763,
	9785, 9805, 9824, 9840, 9855, 9869, 9881, 9892, 9902, 9912, 9920, 9928,
	9934, 9941, 9946, 9951, 9956, 9960, 9964, 9967, 9970, 9973, 9976, 9978,
	9980, 9982, 9984, 9985, 9987, 9988, 9989, 9990, 9990, 9990, 9990, 9990,
	9990,
}
