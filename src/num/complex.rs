//! Arithmetic of complex numbers with the rounding and special cases of CPython's `Objects/complexobject.c`.

use crate::text::error::Error;

/// A complex number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Complex {
    const ONE: Complex = Complex { re: 1.0, im: 0.0 };
    const NAN: Complex = Complex { re: f64::NAN, im: f64::NAN };

    fn both_nan(self) -> bool {
        self.re.is_nan() && self.im.is_nan()
    }

    fn has_infinity(self) -> bool {
        self.re.is_infinite() || self.im.is_infinite()
    }

    fn is_finite(self) -> bool {
        self.re.is_finite() && self.im.is_finite()
    }

    /// An infinite number as a direction: 1 for infinite parts, 0 for others, signs kept.
    fn direction(self) -> Complex {
        let part = |x: f64| (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x);
        Complex { re: part(self.re), im: part(self.im) }
    }

    /// NaN parts as zeros of the same sign.
    fn without_nan(self) -> Complex {
        let part = |x: f64| if x.is_nan() { 0.0f64.copysign(x) } else { x };
        Complex { re: part(self.re), im: part(self.im) }
    }

    fn plain_product(self, other: Complex) -> Complex {
        Complex { re: self.re * other.re - self.im * other.im, im: self.re * other.im + self.im * other.re }
    }

    /// `self * other`. An infinite factor gives an infinite product where the formula alone gives NaN (C99, annex G).
    pub fn product(self, other: Complex) -> Complex {
        let product = self.plain_product(other);
        if !product.both_nan() {
            return product;
        }
        let (mut a, mut b) = (self, other);
        let mut again = false;
        if a.has_infinity() {
            (a, b) = (a.direction(), b.without_nan());
            again = true;
        }
        if b.has_infinity() {
            (a, b) = (a.without_nan(), b.direction());
            again = true;
        }
        let terms = [self.re * other.re, self.im * other.im, self.re * other.im, self.im * other.re];
        if !again && terms.iter().any(|term| term.is_infinite()) {
            (a, b) = (a.without_nan(), b.without_nan());
            again = true;
        }
        if !again {
            return product;
        }
        let direction = a.plain_product(b);
        Complex { re: f64::INFINITY * direction.re, im: f64::INFINITY * direction.im }
    }

    /// `self / other`, scaled by the larger part of the divisor so that nothing overflows on the way.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    pub fn quotient(self, other: Complex) -> Result<Complex, Error> {
        let (re, im) = (other.re.abs(), other.im.abs());
        if re == 0.0 && im == 0.0 {
            return Err(Error::zero_division("division by zero"));
        }
        let result = if re >= im {
            let ratio = other.im / other.re;
            let scale = other.re + other.im * ratio;
            Complex { re: (self.re + self.im * ratio) / scale, im: (self.im - self.re * ratio) / scale }
        } else if im >= re {
            let ratio = other.re / other.im;
            let scale = other.re * ratio + other.im;
            Complex { re: (self.re * ratio + self.im) / scale, im: (self.im * ratio - self.re) / scale }
        } else {
            Complex::NAN
        };
        if !result.both_nan() {
            return Ok(result);
        }
        let across = |a: Complex, b: Complex, factor: f64| Complex {
            re: factor * (a.re * b.re + a.im * b.im),
            im: factor * (a.im * b.re - a.re * b.im),
        };
        Ok(if self.has_infinity() && other.is_finite() {
            across(self.direction(), other, f64::INFINITY)
        } else if other.has_infinity() && self.is_finite() {
            across(self, other.direction(), 0.0)
        } else {
            result
        })
    }

    /// `number / other`: as [`Self::quotient`], but without an imaginary part whose zero could have a sign.
    ///
    /// # Errors
    /// `ZeroDivisionError`.
    pub fn divide_real(number: f64, other: Complex) -> Result<Complex, Error> {
        let (re, im) = (other.re.abs(), other.im.abs());
        if re == 0.0 && im == 0.0 {
            return Err(Error::zero_division("division by zero"));
        }
        let result = if re >= im {
            let ratio = other.im / other.re;
            let scale = other.re + other.im * ratio;
            Complex { re: number / scale, im: (-number * ratio) / scale }
        } else if im >= re {
            let ratio = other.re / other.im;
            let scale = other.re * ratio + other.im;
            Complex { re: (number * ratio) / scale, im: -number / scale }
        } else {
            Complex::NAN
        };
        if result.both_nan() && number.is_finite() && other.has_infinity() {
            let direction = other.direction();
            return Ok(Complex { re: 0.0 * (number * direction.re), im: 0.0 * (-number * direction.im) });
        }
        Ok(result)
    }

    /// `self ** exponent`: by repeated multiplication for whole exponents up to 100, else in polar form.
    ///
    /// # Errors
    /// `ZeroDivisionError` for zero to a negative or complex power, `OverflowError` for an infinite result.
    pub fn power(self, exponent: Complex) -> Result<Complex, Error> {
        let whole = exponent.im == 0.0 && exponent.re == exponent.re.floor() && exponent.re.abs() <= 100.0;
        let zero = || Error::zero_division("zero to a negative or complex power");
        let result = if whole {
            let power = self.whole_power(exponent.re.abs() as u32);
            if exponent.re >= 0.0 { power } else { Complex::ONE.quotient(power).map_err(|_| zero())? }
        } else if self.re == 0.0 && self.im == 0.0 {
            if exponent.im != 0.0 || exponent.re < 0.0 {
                return Err(zero());
            }
            Complex { re: 0.0, im: 0.0 }
        } else {
            self.polar_power(exponent)
        };
        if result.has_infinity() {
            return Err(Error::overflow("complex exponentiation"));
        }
        Ok(result)
    }

    fn whole_power(self, exponent: u32) -> Complex {
        let (mut result, mut factor, mut rest) = (Complex::ONE, self, exponent);
        while rest > 0 {
            if rest & 1 == 1 {
                result = result.product(factor);
            }
            rest >>= 1;
            if rest > 0 {
                factor = factor.product(factor);
            }
        }
        result
    }

    fn polar_power(self, exponent: Complex) -> Complex {
        let size = self.re.hypot(self.im);
        let angle = self.im.atan2(self.re);
        let mut length = size.powf(exponent.re);
        let mut phase = angle * exponent.re;
        if exponent.im != 0.0 {
            length *= (-angle * exponent.im).exp();
            phase += exponent.im * size.ln();
        }
        Complex { re: length * phase.cos(), im: length * phase.sin() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn c(re: f64, im: f64) -> Complex {
        Complex { re, im }
    }

    #[test]
    fn operations() {
        assert_eq!(c(1.0, 2.0).product(c(3.0, -4.0)), c(11.0, 2.0));
        assert_eq!(c(1.0, 2.0).quotient(c(3.0, -4.0)), Ok(c(-0.2, 0.4)));
        assert_eq!(c(1.0, 2.0).power(c(3.0, 0.0)), Ok(c(-11.0, -2.0)));
        assert_eq!(c(0.0, 1.0).power(c(-1.0, 0.0)), Ok(c(0.0, -1.0)));
        assert_eq!(c(f64::INFINITY, 1.0).product(c(1.0, 1.0)), c(f64::INFINITY, f64::INFINITY));
        assert!(c(1.0, 0.0).quotient(c(0.0, 0.0)).is_err());
        assert!(c(0.0, 0.0).power(c(0.0, 1.0)).is_err());
        assert!(c(1e308, 1e308).power(c(2.0, 0.0)).is_err());
    }
}
