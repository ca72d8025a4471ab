package name

// The logistic table: score in ten-thousandths for evidence from evidenceOffset in steps of evidenceStep (thousandths of a
// nat). Between two entries Score interpolates in integers. Below the first the score is 0.
const (
	evidenceOffset = -2000
	evidenceStep   = 250
)

var logistic = [...]int16{
	945, 1034, 1130, 1235, 1347, 1468, 1598, 1736, 1885, 2042, 2210, 2387,
	2573, 2769, 2973, 3186, 3407, 3635, 3870, 4110, 4354, 4601, 4850, 5100,
	5349, 5597, 5842, 6083, 6318, 6548, 6770, 6985, 7191, 7389, 7577, 7756,
	7925, 8085, 8235, 8375, 8507, 8629, 8744, 8849, 8947, 9038, 9121, 9198,
	9269, 9334, 9393, 9448, 9498, 9543, 9585, 9623, 9658, 9689, 9718, 9744,
	9768, 9790, 9809, 9827, 9843, 9858, 9871, 9883, 9894, 9904, 9913, 9922,
	9929, 9936, 9942, 9947, 9952, 9957, 9961, 9965, 9968, 9971, 9974, 9976,
	9978, 9981, 9982, 9984, 9986, 9987, 9988, 9989, 9990, 9990, 9990, 9990,
	9990,
}
